#include "places.h"

#include <stdint.h>

int places_size(int (*f)(int seed, int *width, int *height, void *user), int seed, bool both, int size[2], void *user)
{
    return f(seed, &size[0], both ? &size[1] : NULL, user);
}

int places_misaligned(int (*f)(int seed, int *width, int *height, void *user), void *user)
{
    static int room[2];
    return f(0, (int *)((char *)room + 1), NULL, user);
}

int places_open(int (*f)(void *user, void **object), void **object, void *user) { return f(user, object); }

int places_point(int (*f)(struct places_point *p, void *user), struct places_point *p, void *user) { return f(p, user); }

int places_text(int (*f)(const char **text, void *user), const char **text, void *user) { return f(text, user); }

int places_flag(int (*f)(int *go_on, bool *sure, void *user), int *go_on, unsigned char *sure, void *user)
{
    return f(go_on, (bool *)sure, user);
}

int places_error(int (*f)(int value, const char **error, void *user), int value, const char **error, void *user)
{
    return f(value, error, user);
}

ptrdiff_t places_read(ptrdiff_t (*f)(char *buffer, size_t size, size_t nitems, void *user), char *buffer, size_t size,
                      size_t nitems, void *user)
{
    return f(buffer, size, nitems, user);
}

int places_name(int (*f)(char *buffer, int size, void *user), char *buffer, int size, void *user)
{
    return f(buffer, size, user);
}

int places_query(int (*f)(short *samples, size_t *count, void *user), short *samples, size_t *count, void *user)
{
    return f(samples, count, user);
}

// Success and its value: the value of the place after the call, -999 if it was not written.
int places_acquire(int (*acquire)(int *value, void *data), void *data, int *status) {
    int value = -999;
    *status = acquire(&value, data);
    return value;
}
