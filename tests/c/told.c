/* A library whose callbacks return results through their arguments, as SQL functions do. */
#include <errno.h>
#include <stddef.h>
#include <string.h>

struct answer {
    int value;
    char error[96];
};

void told_value(struct answer *to, int value) { to->value = value; }

void told_error(struct answer *to, const char *message)
{
    strncat(to->error, message, sizeof to->error - strlen(to->error) - 1);
    errno = E2BIG;
}

void told_call(void (*f)(struct answer *to, const int *n, void *user), struct answer *to, const int *n, void *user)
{
    f(to, n, user);
}

int told_ask(int (*f)(struct answer *to, const char *text, void *user), struct answer *to, const char *text, void *user)
{
    errno = 0;
    return f(to, text, user);
}

int told_errno(void) { return errno; }

int told_alone(int (*f)(struct answer *to, const int *n), struct answer *to, const int *n) { return f(to, n); }

/* Memory that a callback lends is valid until the next call. */
int told_name(const char *(*f)(void *user, int index), void *user, int index, char *to, size_t size)
{
    const char *name = f(user, index);
    if (!name) return -1;
    strncpy(to, name, size - 1);
    return (int)strlen(name);
}

int told_number(const int *(*f)(const int *index, void *user), const int *index, void *user)
{
    const int *number = f(index, user);
    return number ? *number : -1;
}

/* Like the reader of libarchive: the block is valid until the next call. The total, or the error of `read`. */
ptrdiff_t told_blocks(
    ptrdiff_t (*read)(void *object, void *client, const void **buffer), void *client, unsigned char *to, size_t room)
{
    size_t total = 0;
    for (;;) {
        const void *buffer = "unset";
        ptrdiff_t n = read(to, client, &buffer);
        if (n <= 0) return n < 0 ? n : (ptrdiff_t)total;
        if ((size_t)n > room - total) return -100;
        memcpy(to + total, buffer, (size_t)n);
        total += (size_t)n;
    }
}

/* Like `lua_Reader`: NULL or no bytes is the end. */
size_t told_chunks(const char *(*reader)(void *state, void *data, size_t *size), void *data, char *to, size_t room)
{
    size_t total = 0, size = 0;
    const char *chunk;
    while ((chunk = reader(to, data, &size)) && size) {
        if (size > room - total) return (size_t)-1;
        memcpy(to + total, chunk, size);
        total += size;
    }
    return total;
}

/* Both results in places; the place of the number may be NULL. */
int told_sum(int (*get)(void *user, int which, const int **values, int *n), void *user, int which, int ask)
{
    const int *values = NULL;
    int n = -1, sum = 0;
    int status = get(user, which, &values, ask ? &n : NULL);
    if (status) return n == -1 && !values ? status : -100;
    if (!ask) return values ? *values : 0;
    for (int i = 0; i < n; i++) sum += values[i];
    return sum;
}

/* Memory of the callback that C fills. */
void told_fill(void (*room)(void *user, unsigned char **start, unsigned char *n), void *user, int fill)
{
    unsigned char *start = NULL, n = 0;
    room(user, &start, &n);
    memset(start, fill, n);
}

int told_no_place(ptrdiff_t (*read)(void *object, void *client, const void **buffer), void *client)
{
    return (int)read(NULL, client, NULL);
}

union told_value {
    int whole;
    float part;
};

/* `part` selects the member that is set. */
int told_union(int (*f)(union told_value *value, int part, void *user), int part, void *user)
{
    union told_value value;
    if (part) value.part = 2.5f;
    else value.whole = 7;
    int answer = f(&value, part, user);
    return part ? answer + (int)(value.part * 10) : answer + value.whole;
}
