/* Stands for a library that decodes pictures: it asks for what libpng, libjpeg, libevent and FFmpeg ask for. */
#include "picture.h"

#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>

struct picture {
    jmp_buf home;
    void *user;
    const char *message;
    const unsigned char *data;
    size_t size;
    void (*release)(const void *data, size_t size, void *extra);
    void *extra;
};

struct picture *picture_new(void *user) {
    struct picture *picture = calloc(1, sizeof *picture);
    if (picture)
        picture->user = user;
    return picture;
}

void picture_free(struct picture *picture) {
    if (picture->release)
        picture->release(picture->data, picture->size, picture->extra);
    free(picture);
}

void *picture_user(struct picture *picture) { return picture->user; }

const char *picture_message(const struct picture *picture) { return picture->message; }

int picture_lend(struct picture *picture, const void *data, size_t size,
                 void (*release)(const void *data, size_t size, void *extra), void *extra) {
    if (size == 0)
        return -1;
    picture->data = data, picture->size = size, picture->release = release, picture->extra = extra;
    return 0;
}

unsigned picture_sum(const struct picture *picture) {
    unsigned sum = 0;
    for (size_t i = 0; i < picture->size; i++)
        sum += picture->data[i];
    return sum;
}

void picture_error(struct picture *picture, const char *message) {
    picture->message = message;
    longjmp(picture->home, 1);
}

int picture_rows(struct picture *picture, int rows, void (*row)(struct picture *picture, int y)) {
    if (setjmp(picture->home))
        return -1;
    for (int y = 0; y < rows; y++)
        row(picture, y);
    return 0;
}

int picture_decode(int code, void (*error)(void *user, int code), void *user) {
    if (code < 0) {
        error(user, code);
        abort();
    }
    return code;
}

static void say(picture_log_fn log, void *user, int level, const char *format, ...) {
    va_list arguments;
    va_start(arguments, format);
    log(user, level, format, arguments);
    va_end(arguments);
}

void picture_check(int width, double gamma, picture_log_fn log, void *user) {
    say(log, user, 3, "width %d, gamma %.1f", width, gamma);
    if (width <= 0)
        say(log, user, 1, "%s: %d", "no picture has this width", width);
}

int picture_index(int pages, const char *(*name)(void *user, int page), void *user, char *to, size_t size) {
    int length = 0;
    for (int page = 0; page < pages; page++) {
        const char *text = name(user, page);
        length += snprintf(to + length, size - length, "%s;", text ? text : "-");
        if (length < 0 || (size_t)length >= size)
            return -1;
    }
    return length;
}
