#include "peer.h"

#include <pthread.h>

/* Counts the C functions that ran to their end: nothing may unwind or jump over one. */
static _Thread_local int finished;
static _Thread_local void *global;

int peer_finished(void) { return finished; }

int peer_call(peer_int_fn f, int value, void *user)
{
    int answer = f(value, user);
    finished++;
    return answer;
}

/* Continues after any result of the callback. */
void peer_each(int n, peer_int_fn f, void *user, int *answers)
{
    for (int i = 0; i < n; i++)
        answers[i] = f(i, user);
    finished++;
}

/* Stops at the first result other than `go_on`; returns the number of calls. */
int peer_until(int n, peer_int_fn f, void *user, int go_on)
{
    int calls = 0;
    while (calls < n && f(calls++, user) == go_on)
        ;
    finished++;
    return calls;
}

void peer_notify(void (*f)(void *user), void *user)
{
    f(user);
    finished++;
}

int peer_first(int (*f)(void *user, int a, int b), void *user, int a, int b) { return f(user, a, b); }

int peer_middle(int (*f)(int a, void *user, int b), int a, void *user, int b) { return f(a, user, b); }

int peer_plain(int (*f)(int value), int value)
{
    int answer = f(value);
    finished++;
    return answer;
}

int peer_nothing(int (*f)(void)) { return f(); }

/* Like a parser: starts, values and ends share one user data; handlers may be left out. */
int peer_handle(const struct peer_handlers *handlers, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++) {
        if (handlers->on_start)
            handlers->on_start(handlers->user, i);
        if (handlers->on_value)
            sum += handlers->on_value(handlers->user, i);
        if (handlers->on_end)
            handlers->on_end(handlers->user, i);
    }
    finished++;
    return sum;
}

int peer_const(int (*f)(int value, const void *user), int value, const void *user) { return f(value, user); }

int peer_uchar(int (*f)(unsigned char *user, int value), unsigned char *user, int value) { return f(user, value); }

int peer_intptr(int (*f)(int value, intptr_t user), int value, intptr_t user) { return f(value, user); }

int peer_uintptr(int (*f)(int value, uintptr_t user), int value, uintptr_t user) { return f(value, user); }

#ifdef _WIN32
/* For C libraries without qsort_r. */
void peer_qsort_r(void *base, size_t n, size_t size, int (*compare)(const void *, const void *, void *), void *user)
{
    char *items = base;
    for (size_t end = 1; end < n; end++)
        for (char *p = items + end * size; p > items && compare(p - size, p, user) > 0; p -= size)
            for (size_t i = 0; i < size; i++) {
                char byte = p[i];
                p[i] = p[i - size];
                p[i - size] = byte;
            }
}
#else
void peer_sigval(void (*f)(union sigval value), union sigval value) { f(value); }
#endif

/* The user data is a field of the callback's argument; without data the handle is NULL too. */
int peer_with_handle(int (*f)(struct peer_handle *handle, int value), void *data, int value)
{
    struct peer_handle handle = {7, data};
    return f(data ? &handle : NULL, value);
}

void peer_set_global(void *user) { global = user; }

void *peer_global(void) { return global; }

/* Like sqlite3_commit_hook: a result other than zero turns the commit into a rollback. Returns 1 if it committed. */
int peer_commit(int (*hook)(void *user), void *user) { return hook(user) == 0; }

struct start {
    int (*f)(int value);
    int value, answer;
};

static void *run(void *p)
{
    struct start *start = p;
    start->answer = start->f(start->value);
    return NULL;
}

int peer_on_thread(int (*f)(int value), int value)
{
    struct start start = {f, value, 0};
    pthread_t thread;
    if (pthread_create(&thread, NULL, run, &start))
        return -99;
    pthread_join(thread, NULL);
    return start.answer;
}

int peer_sixteen(int (*f)(int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, void *), void *user)
{
    return f(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, user);
}

/* Like xDlSym of sqlite3_vfs: the callback returns a function, which is called. */
int peer_lookup(int (*(*lookup)(void *user, const char *name))(int), void *user, const char *name, int value)
{
    int (*found)(int) = lookup(user, name);
    return found ? found(value) : -1;
}

// A struct whose functions are stored, with their user data; each may be NULL.
struct peer_stored {
    int version;
    int (*first)(int value, void *user);
    int (*second)(int value, void *user);
    void *user;
};

int peer_stored_run(const struct peer_stored *stored, int value) {
    int first = stored->first ? stored->first(value, stored->user) : -100;
    int second = stored->second ? stored->second(value, stored->user) : -200;
    return stored->version * 1000 + first + second;
}

// Calls the function, if there is one: 1. Returns 0 without a function or user data.
int peer_optional(int (*f)(int value, void *user), int value, void *user) {
    if (!f || !user) {
        return 0;
    }
    f(value, user);
    return 1;
}
