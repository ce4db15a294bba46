/* C interfaces that take their callbacks in a table, or that make one. */
#ifndef TABLES_H
#define TABLES_H

#include <stddef.h>
#include <stdint.h>

/* A stream: all members take the user data, any may be NULL, the table is never released. */
struct stream_ops {
    uint32_t size; /* of this struct */
    int version;
    intptr_t (*read)(void *user, char *data, size_t n);
    intptr_t (*write)(void *user, const char *data, size_t n);
    int (*seek)(void *user, int64_t offset);
    void (*close)(void *user);
    const char *name;
};

struct stream;

/* NULL if the table is of another size or version; `close` is not called then. */
struct stream *stream_open(const struct stream_ops *ops, void *user);
struct stream *stream_open_by_value(struct stream_ops ops, void *user);
intptr_t stream_read(struct stream *stream, char *data, size_t n);
intptr_t stream_write(struct stream *stream, const char *data, size_t n);
int stream_seek(struct stream *stream, int64_t offset);
const char *stream_name(const struct stream *stream);
void stream_close(struct stream *stream);
/* Calls `close` and then each of the others: -2, or their results. */
int stream_late(struct stream *stream);

/* A table that contains the user data, and function pointers that are never NULL. */
struct sink {
    int (*put)(void *user, int value);
    void (*flush)(void *user);
    void *user;
};

int sink_feed(const struct sink *sink, int n);

/* A table that is private to C code: it is filled by calls. */
struct filters;
struct filters *filters_new(void);
void filters_free(struct filters *filters);
void filters_set_keep(struct filters *filters, int (*keep)(int value, void *user));
int filters_set_map(struct filters *filters, int (*map)(int value, void *user)); /* 1 if it is set */
int filters_try_map(struct filters *filters, int (*map)(int value, void *user)); /* 0: it is not set */
int filters_run(const struct filters *filters, int n, void *user);

/* A driver: it makes its objects, which begin with a C struct. */
struct device {
    const struct driver *driver;
    int opened; /* C's own */
};

struct driver {
    int (*open)(const char *name, struct device **device);
    struct device *(*clone)(struct device *device);
    int (*value)(struct device *device, int add);
    void (*close)(struct device *device);
};

struct device *device_open(const struct driver *driver, const char *name);
struct device *device_clone(struct device *device);
int device_value(struct device *device, int add);
void device_close(struct device *device);
int device_value_of_another(const struct driver *driver);
int device_value_of_copy(const struct device *device, int add);
void device_close_copy(const struct device *device);

/* A list of listeners, which are members of their owner's objects. */
struct listener {
    struct listener *next;
    void (*notify)(struct listener *listener, int value);
};

struct signal {
    struct listener *first;
};

void signal_add(struct signal *signal, struct listener *listener);
void signal_remove(struct signal *signal, struct listener *listener);
void signal_emit(struct signal *signal, int value);

#endif
