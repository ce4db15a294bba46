/* Values that C keeps, and releases by a function that it is given. */

#include <pthread.h>
#include <stddef.h>
#include <string.h>

typedef void destroy_fn(void *);

/* One value, as sqlite3_bind_blob has it: the function is called with the pointer. */
static struct {
    const void *data;
    int length;
    destroy_fn *destroy;
} bound;

void handover_unbind(void)
{
    if (bound.destroy)
        bound.destroy((void *)bound.data);
    memset(&bound, 0, sizeof bound);
}

/* Fails for `index` 0, and calls the function then; fails for a negative one, and does not call it. */
int handover_bind(int index, const void *data, int length, destroy_fn *destroy)
{
    if (index < 0)
        return index;
    if (index == 0) {
        destroy((void *)data);
        return 25;
    }
    handover_unbind();
    bound.data = data;
    bound.length = length;
    bound.destroy = destroy;
    return 0;
}

unsigned handover_sum(void)
{
    unsigned sum = 0;
    for (int i = 0; i < bound.length; i++)
        sum += ((const unsigned char *)bound.data)[i];
    return sum;
}

const void *handover_bound(void) { return bound.data; }

static void *unbind(void *ignored)
{
    handover_unbind();
    return ignored;
}

void handover_unbind_elsewhere(void)
{
    pthread_t thread;
    pthread_create(&thread, NULL, unbind, NULL);
    pthread_join(thread, NULL);
}

/* A failing call in which another thread releases the value. */
static void *release_bound(void *ignored)
{
    bound.destroy((void *)bound.data);
    return ignored;
}

int handover_fail_elsewhere(const void *data, destroy_fn *destroy)
{
    bound.data = data;
    bound.destroy = destroy;
    pthread_t thread;
    pthread_create(&thread, NULL, release_bound, NULL);
    pthread_join(thread, NULL);
    memset(&bound, 0, sizeof bound);
    return -1;
}

/* A list that owns its elements. */
static struct {
    void *elements[8];
    size_t length;
    destroy_fn *destroy;
} list;

void handover_list_new(destroy_fn *destroy)
{
    list.length = 0;
    list.destroy = destroy;
}

void handover_list_push(void *element) { list.elements[list.length++] = element; }

size_t handover_list_free(void)
{
    size_t length = list.length;
    while (list.length > 0)
        list.destroy(list.elements[--list.length]);
    return length;
}

/* The result of the function is read. */
int handover_close(void *data, int (*close)(int reason, void *data)) { return close(3, data); }

typedef void cleanup_fn(const void *data, size_t length, void *extra);

/* Makes a handle of the bytes, or none if there are none. */
struct handover_buffer {
    const unsigned char *data;
    size_t length;
    cleanup_fn *cleanup;
    void *extra;
} buffer;

struct handover_buffer *handover_buffer_new(const void *data, size_t length, cleanup_fn *cleanup, void *extra)
{
    if (length == 0)
        return NULL;
    buffer = (struct handover_buffer){data, length, cleanup, extra};
    return &buffer;
}

unsigned handover_buffer_first(const struct handover_buffer *buffer) { return buffer->data[0]; }

void handover_buffer_free(struct handover_buffer *buffer)
{
    if (buffer->cleanup)
        buffer->cleanup(buffer->data, buffer->length, buffer->extra);
}
