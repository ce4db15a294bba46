/* What the library of picture.c declares. */
#ifndef PICTURE_H
#define PICTURE_H

#include <stdarg.h>
#include <stddef.h>

struct picture;

struct picture *picture_new(void *user);
void picture_free(struct picture *picture);
void *picture_user(struct picture *picture);
const char *picture_message(const struct picture *picture);

/* Takes memory without a copy, and releases it when the picture goes. Takes none of no size. */
int picture_lend(struct picture *picture, const void *data, size_t size,
                 void (*release)(const void *data, size_t size, void *extra), void *extra);
unsigned picture_sum(const struct picture *picture);

/* Leaves the callback that calls it, and `picture_rows` with it. */
void picture_error(struct picture *picture, const char *message);
int picture_rows(struct picture *picture, int rows, void (*row)(struct picture *picture, int y));

/* `error` must not return. */
int picture_decode(int code, void (*error)(void *user, int code), void *user);

typedef void (*picture_log_fn)(void *user, int level, const char *format, va_list arguments);

void picture_check(int width, double gamma, picture_log_fn log, void *user);

/* The names are those of the pages, and good until `name` is called again. */
int picture_index(int pages, const char *(*name)(void *user, int page), void *user, char *to, size_t size);

#endif
