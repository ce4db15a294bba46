/* Callbacks with `va_list` and `...`, and their use in C. */

#include "peer.h"

#include <stdarg.h>
#include <stdio.h>

typedef int log_fn(void *user, int level, const char *format, va_list list);

/* Calls the callback with the list at its beginning, on request twice: each time C makes a list of its own. */
int frames_vlog(log_fn *f, void *user, int level, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int answer = f(user, level, format, list);
    va_end(list);
    return answer;
}

/* The callback takes the list first; then C formats with the same list, which must be unchanged. */
int frames_vlog_then(log_fn *f, void *user, char *text, size_t size, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    f(user, 0, format, list);
    int length = vsnprintf(text, size, format, list);
    va_end(list);
    return length;
}

int frames_vlog_null(log_fn *f, void *user)
{
    return ((int (*)(void *, int, const char *, void *))(void *)f)(user, 0, "text", NULL);
}

int frames_sum(int (*f)(int n, va_list list), int n, ...)
{
    va_list list;
    va_start(list, n);
    int answer = f(n, list);
    va_end(list);
    return answer;
}

/* The list has been read from before the callback is called. */
int frames_sum_rest(int (*f)(int n, va_list list), int n, ...)
{
    va_list list;
    va_start(list, n);
    int first = va_arg(list, int);
    int answer = f(n - 1, list);
    va_end(list);
    return first * 1000 + answer;
}

typedef int print_fn(void *user, const char *format, ...);

int frames_print(print_fn *f, void *user)
{
    return f(user, "%s is %d, %.2f%% of %ld", "it", 42, 12.5, 336L);
}

int frames_print_plain(print_fn *f, void *user) { return f(user, "nothing"); }

/* Handlers of a parser, like those of libxml2. */
struct frames_handlers {
    void (*begin)(void *user, int n);
    print_fn *error;
};

int frames_parse(const struct frames_handlers *handlers, void *user)
{
    handlers->begin(user, 7);
    return handlers->error(user, "line %d: %s", 3, "no tag");
}

/* More of each kind than there are registers. */
int frames_print_many(print_fn *f, void *user)
{
    return f(user, "%d %d %d %d %d %d %d %d %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %d %s", 1, 2, 3, 4, 5, 6, 7,
             8, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 9, "end");
}

/* Fixed parameters of each kind, floats too, and more than there are registers. */
double frames_mixed(double (*f)(signed char a, float b, unsigned long c, double d, _Bool e, short g, long long h,
                                const void *i, int j, ...))
{
    return f(-1, 0.5f, ~0ul / 3, 0.25, 1, -2, -3, "x", 4, 5, 6.5, "seven", 8ll);
}

void frames_tail(void (*f)(int *n, ...), int *n) { f(n, 1, 2, 3); }

/* Frames that C leaves, or that Rust leaves. */

#include <setjmp.h>
#include <stdlib.h>

static _Thread_local int depth;

int frames_depth(void) { return depth; }

/* Like a decoder: reports an error through a function that must not return. */
int frames_decode(void (*error)(void *user, int code), void *user, int code)
{
    depth++;
    if (code < 0) {
        error(user, code);
        abort();
    }
    depth--;
    return code;
}

/* The same decoder, if the library keeps the function. */
static void (*error_handler)(void *user, int code);
static void *error_user;

void frames_set_error(void (*error)(void *user, int code), void *user)
{
    error_handler = error;
    error_user = user;
}

int frames_decode_kept(int code) { return frames_decode(error_handler, error_user, code); }

/* Without user data. */
int frames_decode_plain(void (*error)(int code), int code)
{
    if (code < 0) {
        error(code);
        abort();
    }
    return code;
}

/* Continues after each step, so that an error can occur in the middle. */
int frames_steps(int (*step)(void *user, int i), void (*error)(void *user, int code), void *user, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        int answer = step(user, i);
        if (answer < 0) {
            error(user, answer);
            abort();
        }
        sum += answer;
    }
    return sum;
}

/* Like an interpreter: errors are raised by `longjmp`, through the frame of the function that raised them. */
struct frames_state {
    jmp_buf *handler;
    int code;
    char message[32];
    void *user;
};

struct frames_state *frames_new(void *user)
{
    struct frames_state *state = calloc(1, sizeof *state);
    state->user = user;
    return state;
}

void frames_free(struct frames_state *state) { free(state); }

void *frames_user(struct frames_state *state) { return state->user; }

_Noreturn void frames_raise(struct frames_state *state, int code, const char *message)
{
    state->code = code;
    snprintf(state->message, sizeof state->message, "%s", message);
    longjmp(*state->handler, 1);
}

/* The result of the function, or -1000 - code and the message if it raised an error. */
int frames_pcall(struct frames_state *state, int (*f)(struct frames_state *state, int value), int value, char *message)
{
    jmp_buf here, *outer = state->handler;
    state->handler = &here;
    int volatile answer;
    if (setjmp(here) == 0) {
        answer = f(state, value);
    } else {
        answer = -1000 - state->code;
        snprintf(message, 32, "%s", state->message);
    }
    state->handler = outer;
    return answer;
}

/* A function that must not return, and leaves by `longjmp`. */
int frames_fatal(struct frames_state *state, void (*fatal)(struct frames_state *state, int value), int value)
{
    jmp_buf here, *outer = state->handler;
    state->handler = &here;
    int volatile answer = 0;
    if (setjmp(here) == 0) {
        fatal(state, value);
        abort();
    } else {
        answer = state->code;
    }
    state->handler = outer;
    return answer;
}

/* Memory that is lent to C, elements that C destroys, an allocator, erased handlers. */

typedef void cleanup_fn(const void *data, size_t length, void *extra);

struct frames_buffer {
    const void *data;
    size_t length;
    cleanup_fn *cleanup;
    void *extra;
};

/* Takes the memory unless it is empty; then it does not call the cleanup. */
int frames_buffer_add(struct frames_buffer *buffer, const void *data, size_t length, cleanup_fn *cleanup, void *extra)
{
    if (length == 0)
        return -1;
    *buffer = (struct frames_buffer){data, length, cleanup, extra};
    return 0;
}

unsigned frames_buffer_drain(struct frames_buffer *buffer)
{
    unsigned sum = 0;
    for (size_t i = 0; i < buffer->length; i++)
        sum += ((const unsigned char *)buffer->data)[i];
    buffer->cleanup(buffer->data, buffer->length, buffer->extra);
    return sum;
}

/* A cleanup whose context is the first parameter. */
void frames_release_first(void (*f)(void *extra, int code), void *extra) { f(extra, 5); }

void frames_destroy_each(void *const *elements, size_t n, void (*destroy)(void *))
{
    for (size_t i = 0; i < n; i++)
        destroy(elements[i]);
}

/* Grows, shrinks and frees blocks; returns the number of bytes that have changed. */
int frames_exercise(void *(*alloc)(void *user, void *block, size_t old, size_t new), void *user)
{
    static const size_t sizes[] = {1, 24, 4096, 100, 100000, 16, 3};
    int wrong = 0;
    size_t old = 0;
    unsigned char *block = NULL;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        block = alloc(user, block, old, sizes[i]);
        if (!block || (uintptr_t)block % 16 != 0)
            return -1;
        for (size_t j = 0; j < old && j < sizes[i]; j++)
            wrong += block[j] != (unsigned char)(j * 7);
        for (size_t j = 0; j < sizes[i]; j++)
            block[j] = (unsigned char)(j * 7);
        old = sizes[i];
    }
    if (alloc(user, NULL, 0, SIZE_MAX) || alloc(user, NULL, 0, SIZE_MAX - 15) || alloc(user, NULL, 0, SIZE_MAX / 2))
        return -2;
    if (alloc(user, block, old, SIZE_MAX - 8) || block[2] != 14)
        return -3;
    if (alloc(user, block, old, 0) || alloc(user, NULL, 0, 0))
        return -4;
    return wrong;
}

/* A handler of any type, by name. */
int frames_emit(const char *name, void (*handler)(void), void *user)
{
    if (name[0] == 'm')
        return ((int (*)(int, double, void *))handler)(7, 0.5, user);
    return ((int (*)(const char *, void *))handler)(name, user);
}

/* `failed` must not return. */
int declare_or_fail(int code, void (*failed)(int code, void *user), void *user)
{
    if (code < 0) {
        failed(code, user);
        abort();
    }
    return code;
}
