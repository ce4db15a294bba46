#include "tables.h"

#include <stdlib.h>
#include <string.h>

struct stream {
    const struct stream_ops *ops;
    struct stream_ops own;
    void *user;
};

static struct stream *stream_make(const struct stream_ops *ops, void *user)
{
    if (ops->size != sizeof *ops || ops->version != 2)
        return NULL;
    struct stream *stream = malloc(sizeof *stream);
    if (!stream)
        abort();
    stream->ops = ops;
    stream->user = user;
    return stream;
}

struct stream *stream_open(const struct stream_ops *ops, void *user) { return stream_make(ops, user); }

struct stream *stream_open_by_value(struct stream_ops ops, void *user)
{
    struct stream *stream = stream_make(&ops, user);
    if (stream) {
        stream->own = ops;
        stream->ops = &stream->own;
    }
    return stream;
}

intptr_t stream_read(struct stream *stream, char *data, size_t n)
{
    return stream->ops->read ? stream->ops->read(stream->user, data, n) : -2;
}

intptr_t stream_write(struct stream *stream, const char *data, size_t n)
{
    return stream->ops->write ? stream->ops->write(stream->user, data, n) : -2;
}

int stream_seek(struct stream *stream, int64_t offset)
{
    return stream->ops->seek ? stream->ops->seek(stream->user, offset) : -2;
}

const char *stream_name(const struct stream *stream) { return stream->ops->name; }

void stream_close(struct stream *stream)
{
    if (stream->ops->close)
        stream->ops->close(stream->user);
    free(stream);
}

int stream_late(struct stream *stream)
{
    char data[1];
    if (stream->ops->close)
        stream->ops->close(stream->user);
    return (int)stream_read(stream, data, 1);
}

int sink_feed(const struct sink *sink, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += sink->put(sink->user, i);
    sink->flush(sink->user);
    return sum;
}

struct filters {
    int (*keep)(int value, void *user);
    int (*map)(int value, void *user);
};

struct filters *filters_new(void)
{
    struct filters *filters = calloc(1, sizeof *filters);
    if (!filters)
        abort();
    return filters;
}

void filters_free(struct filters *filters) { free(filters); }

void filters_set_keep(struct filters *filters, int (*keep)(int value, void *user)) { filters->keep = keep; }

int filters_set_map(struct filters *filters, int (*map)(int value, void *user))
{
    filters->map = map;
    return 1;
}

int filters_try_map(struct filters *filters, int (*map)(int value, void *user))
{
    (void)filters;
    (void)map;
    return 0;
}

int filters_run(const struct filters *filters, int n, void *user)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        if (filters->keep(i, user))
            sum += filters->map(i, user);
    return sum;
}

struct device *device_open(const struct driver *driver, const char *name)
{
    struct device *device = NULL;
    if (driver->open(name, &device) != 0)
        return NULL;
    device->driver = driver;
    device->opened = 1;
    return device;
}

struct device *device_clone(struct device *device)
{
    const struct driver *driver = device->driver;
    struct device *clone = driver->clone(device);
    if (clone) {
        clone->driver = driver;
        clone->opened = device->opened + 1;
    }
    return clone;
}

int device_value(struct device *device, int add) { return device->driver->value(device, add) + 1000 * device->opened; }

void device_close(struct device *device) { device->driver->close(device); }

/* A device that was not made by the driver. */
int device_value_of_another(const struct driver *driver)
{
    struct {
        char before[256];
        struct device device;
        char after[256];
    } another = {{0}, {driver, 1}, {0}};
    return driver->value(&another.device, 1);
}

/* A copy of the device that C made: it was not made by the driver, and ends with the struct. */
static struct device *copy(const struct device *device)
{
    struct device *copy = malloc(sizeof *copy);
    if (copy)
        memcpy(copy, device, sizeof *copy);
    return copy;
}

int device_value_of_copy(const struct device *device, int add)
{
    struct device *other = copy(device);
    int value = other->driver->value(other, add);
    free(other);
    return value;
}

void device_close_copy(const struct device *device)
{
    struct device *other = copy(device);
    other->driver->close(other);
    free(other);
}

void signal_add(struct signal *signal, struct listener *listener)
{
    listener->next = signal->first;
    signal->first = listener;
}

void signal_remove(struct signal *signal, struct listener *listener)
{
    for (struct listener **link = &signal->first; *link; link = &(*link)->next)
        if (*link == listener) {
            *link = listener->next;
            return;
        }
}

void signal_emit(struct signal *signal, int value)
{
    for (struct listener *listener = signal->first, *next; listener; listener = next) {
        next = listener->next;
        listener->notify(listener, value);
    }
}
