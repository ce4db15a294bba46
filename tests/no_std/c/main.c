/* Calls the Rust library, which calls this, which calls it back. */
#include <stdio.h>
#include <stdlib.h>

int rust_sum_until(int limit, int n);
int rust_parse(const char *text, int *parsed);
int rust_length(const char *text);
int rust_collect(int n);

int c_each(int n, int (*f)(int value, void *data), void *data)
{
    int calls = 0;
    while (calls < n && f(calls, data))
        calls++;
    return calls;
}

int c_text(int (*f)(const char *text, void *data), const char *text, void *data) { return f(text, data); }

void c_abort(void) { abort(); }

static int blocks;

void *c_allocate(size_t size, size_t align)
{
    blocks++;
    return aligned_alloc(align, (size + align - 1) / align * align);
}

void c_free(void *memory)
{
    blocks--;
    free(memory);
}

static int failures;

static void expect(const char *what, int is, int should)
{
    if (is == should)
        return;
    printf("%s: %d, not %d\n", what, is, should);
    failures++;
}

int main(void)
{
    int parsed = 0;
    expect("stopped", rust_sum_until(4, 10), 10);
    expect("not stopped", rust_sum_until(10, 4), -1);
    expect("a number", rust_parse("42", &parsed), 0);
    expect("its value", parsed, 42);
    expect("no number", rust_parse("forty", &parsed), 1);
    expect("not UTF-8", rust_parse("caf\xe9", &parsed), 2);
    expect("NULL", rust_parse(NULL, &parsed), 2);
    expect("a length", rust_length("caf\xe9"), 4);
    expect("no length", rust_length(NULL), -2);
#ifdef WITH_ALLOC
    expect("collected", rust_collect(5), 1005);
    expect("blocks left", blocks, 0);
#endif
    printf("%d failures\n", failures);
    return failures != 0;
}
