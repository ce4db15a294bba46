// Libraries that release a callback by themselves: with its one call, with a destroy notify, with a closing callback, or with
// the handle that keeps it. All state belongs to a thread, except that of handles.
#include <pthread.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A timer calls once, and its token is valid until then. */
struct timer {
    void (*f)(int, void *);
    void *user;
    void (*plain)(void);
    int live, value;
};
static _Thread_local struct timer timer;
static _Thread_local int cancels, stale_cancels;

void *ends_timer_start(void (*f)(int, void *), void *user)
{
    timer = (struct timer){.f = f, .user = user, .live = 1};
    return &timer;
}

int ends_timer_add(int delay, void (*f)(int, void *), void *user, void **token)
{
    *token = ends_timer_start(f, user);
    return delay < 0 ? -1 : 0;
}

void ends_timer_plain(void (*f)(void))
{
    timer = (struct timer){.plain = f, .live = 1};
}

void ends_timer_fire(int value)
{
    timer.live = 0;
    timer.f(value, timer.user);
}

void ends_timer_fire_plain(void)
{
    timer.live = 0;
    timer.plain();
}

static void *timer_run(void *p)
{
    struct timer *timer = p;
    if (timer->plain)
        timer->plain();
    else
        timer->f(timer->value, timer->user);
    return NULL;
}

/* Calls on another thread, and waits for it. */
void ends_timer_fire_elsewhere(int value)
{
    pthread_t id;
    timer.live = 0;
    timer.value = value;
    if (pthread_create(&id, NULL, timer_run, &timer))
        abort();
    pthread_join(id, NULL);
}

void ends_timer_cancel(void *token)
{
    (void)token;
    cancels++;
    if (!timer.live)
        stale_cancels++;
    timer.live = 0;
}

int ends_timer_cancels(void) { return cancels; }
int ends_timer_stale_cancels(void) { return stale_cancels; }

/* A connection keeps a hook for each level and each name, and calls all of them a last time while it is freed. */
typedef int (*hook)(int, void *);
struct connection {
    hook hooks[8];
    void *users[8];
    const char *names[8];
    int freed;
};
static _Thread_local int connections_freed;

static struct connection *connection_new(void)
{
    return calloc(1, sizeof(struct connection));
}

struct connection *ends_connection_new(hook f, void *user)
{
    if (!f)
        return NULL;
    struct connection *connection = connection_new();
    connection->hooks[0] = f;
    connection->users[0] = user;
    return connection;
}

/* Writes the connection on failure, too. */
int ends_connection_open(int status, struct connection **out, hook f, void *user, hook last, void *last_user)
{
    struct connection *connection = connection_new();
    connection->hooks[0] = f;
    connection->users[0] = user;
    connection->hooks[1] = last;
    connection->users[1] = last_user;
    *out = status == 2 ? NULL : connection;
    if (status == 2)
        free(connection);
    return status;
}

void ends_connection_free(struct connection *connection)
{
    for (int i = 0; i < 8; i++)
        if (connection->hooks[i])
            connection->hooks[i](-1, connection->users[i]);
    connections_freed++;
    free(connection);
}

/* Closes the connection, in a function with a result. */
int ends_connection_close(struct connection *connection, int status)
{
    ends_connection_free(connection);
    return status;
}

int ends_connections_freed(void) { return connections_freed; }

int ends_connection_hook(struct connection *connection, int level, hook f, void *user)
{
    if (level < 0 || level > 7)
        return -1;
    connection->hooks[level] = f;
    connection->users[level] = user;
    return 0;
}

/* Reports the change when it is done, and may be called again by then. */
void ends_connection_change(struct connection *connection, hook f, void *user, void (*changed)(void *), void *data)
{
    ends_connection_hook(connection, 6, f, user);
    changed(data);
}

/* One hook for as long as the connection, and one until it is set to NULL. */
int ends_connection_both(struct connection *connection, hook f, void *user, hook g, void *g_user)
{
    ends_connection_hook(connection, 0, f, user);
    return ends_connection_hook(connection, 5, g, g_user);
}

void ends_connection_only(struct connection *connection, hook f, void *user)
{
    ends_connection_hook(connection, 0, f, user);
}

int ends_connection_named(struct connection *connection, const char *name, hook f, void *user)
{
    int i = 0;
    while (connection->names[i] && strcmp(connection->names[i], name))
        i++;
    connection->names[i] = name;
    return ends_connection_hook(connection, i, f, user);
}

/* A place for each pair of names, where NULL is none. */
void ends_connection_two(struct connection *connection, const char *a, const char *b, hook f, void *user)
{
    ends_connection_hook(connection, (a != NULL) + 2 * (b != NULL), f, user);
}

/* One-shot jobs in a queue of the thread, which `ends_connection_run` calls. */
static _Thread_local struct { hook f; void *user; } jobs[16];
static _Thread_local int posted;

void ends_connection_post(struct connection *connection, hook f, void *user)
{
    (void)connection;
    if (posted < 16) {
        jobs[posted].f = f;
        jobs[posted++].user = user;
    }
}

int ends_connection_run(int value)
{
    int sum = 0;
    for (int i = 0; i < posted; i++)
        sum += jobs[i].f(value, jobs[i].user);
    posted = 0;
    return sum;
}

/* Keeps a function without user data. */
static _Thread_local int (*plain_hook)(int);
void ends_connection_plain(struct connection *connection, int (*f)(int))
{
    (void)connection;
    plain_hook = f;
}
int ends_connection_fire_plain(int value) { return plain_hook ? plain_hook(value) : -99; }

/* Two callbacks with one user data. */
void ends_connection_pair(struct connection *connection, hook a, hook b, void *user)
{
    ends_connection_hook(connection, 0, a, user);
    ends_connection_hook(connection, 1, b, user);
}

int ends_connection_fire(struct connection *connection, int level, int value)
{
    hook f = connection->hooks[level];
    return f ? f(value, connection->users[level]) : -99;
}

/* Destroy notifies with results, of which the last is kept. */
static _Thread_local int (*event)(int, void *);
static _Thread_local void *event_user;
static _Thread_local int (*event_closed)(int, void *);
static _Thread_local void *(*munge)(void *);
static _Thread_local int (*why_gone)(int, const char *, void *);
static _Thread_local int (*gone)(const void *);

void ends_event_munged(int (*f)(int, void *), void *user, void *(*destroy)(void *))
{
    event = f;
    event_user = user;
    munge = destroy;
}

void ends_event_why(int (*f)(int, void *), void *user, int (*destroy)(int why, const char *name, void *user))
{
    event = f;
    event_user = user;
    why_gone = destroy;
}

int ends_event_gone(int status, int (*f)(int, void *), const void *user, int (*destroy)(const void *))
{
    if (status)
        return status;
    event = f;
    event_user = (void *)user;
    gone = destroy;
    return 0;
}

/* An object whose closing callback is called last; NULL on failure. */
void *ends_event_open(int status, int (*f)(int, void *), int (*closed)(int, void *), void *user)
{
    if (status == 1)
        return NULL;
    if (status == 2) {
        closed(2, user);
        return NULL;
    }
    event = f;
    event_user = user;
    event_closed = closed;
    return malloc(8);
}
void ends_event_free(void *object) { free(object); }

/* Returns NULL if all went well, and a text to free otherwise. Keeps the callback until `destroy`. */
char *ends_event_set(int status, int (*f)(int, void *), void *user, int (*destroy)(const void *))
{
    if (status) {
        destroy(user);
        return strdup("no event");
    }
    event = f;
    event_user = user;
    gone = destroy;
    return NULL;
}

/* Makes no object, and keeps the callback all the same. */
void *ends_event_odd(int (*f)(int, void *), void *user, int (*destroy)(const void *))
{
    event = f;
    event_user = user;
    gone = destroy;
    return NULL;
}

int ends_event_fire(int value) { return event ? event(value, event_user) : -99; }

/* Ends the event in the way that was registered. */
int ends_event_end(int why)
{
    int result = -99;
    if (munge)
        result = munge(event_user) != NULL;
    else if (why_gone)
        result = why_gone(why, "ends", event_user);
    else if (gone)
        result = gone(event_user);
    else if (event_closed)
        result = event_closed(why, event_user);
    event = NULL;
    munge = NULL;
    why_gone = NULL;
    gone = NULL;
    event_closed = NULL;
    return result;
}

/* 0 or more, or an error number, negated. */
int ends_negated(int value) { return value; }
ptrdiff_t ends_negated_size(ptrdiff_t value) { return value; }

/* NULL if there is no such object. */
void *ends_find(int found) { return found ? malloc(8) : NULL; }
const char *ends_name(int found) { return found ? "name" : NULL; }
int ends_find_out(int found, void **out)
{
    *out = ends_find(found);
    return 0;
}
