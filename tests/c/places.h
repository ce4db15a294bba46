/* Places that a callback fills in, memory that it writes, and targets of the pointers that it returns. */
#ifndef PLACES_H
#define PLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <wchar.h>

struct places_point {
    double x, y;
};

/* Single places. NULL in `which` passes NULL for that place. */
int places_size(int (*f)(int seed, int *width, int *height, void *user), int seed, bool both, int size[2], void *user);
int places_misaligned(int (*f)(int seed, int *width, int *height, void *user), void *user);
int places_open(int (*f)(void *user, void **object), void **object, void *user);
int places_point(int (*f)(struct places_point *p, void *user), struct places_point *p, void *user);
int places_text(int (*f)(const char **text, void *user), const char **text, void *user);
int places_flag(int (*f)(int *go_on, bool *sure, void *user), int *go_on, unsigned char *sure, void *user);
int places_error(int (*f)(int value, const char **error, void *user), int value, const char **error, void *user);

/* Memory to write: every byte of it is `fill` before the call. */
ptrdiff_t places_read(ptrdiff_t (*f)(char *buffer, size_t size, size_t nitems, void *user), char *buffer, size_t size,
                      size_t nitems, void *user);
int places_name(int (*f)(char *buffer, int size, void *user), char *buffer, int size, void *user);
int places_query(int (*f)(short *samples, size_t *count, void *user), short *samples, size_t *count, void *user);

#endif
