/* A C library that breaks its contract: it calls late, twice, at once, and from unexpected threads. */
#ifndef HOSTILE_H
#define HOSTILE_H

#include <stdint.h>

typedef int (*hostile_fn)(int value, void *user);
typedef int (*hostile_plain_fn)(int value);
typedef void (*hostile_destroy_fn)(void *user);

/* An object that keeps one callback, and still remembers the one before, which it should have forgotten. */
struct hostile;

/* The behaviour of hostile_register. */
enum hostile_register_mode {
    HOSTILE_TAKES,
    HOSTILE_FAILS,              /* as sqlite3_create_collation_v2: does not call the destroy notify */
    HOSTILE_FAILS_AND_DESTROYS, /* as sqlite3_create_function_v2: calls it */
    HOSTILE_CALLS_AND_FAILS,    /* calls back once before it fails */
};

/* The time at which hostile_replace destroys the old registration. */
enum hostile_replace_mode {
    HOSTILE_DESTROYS_FIRST,
    HOSTILE_DESTROYS_LAST,
    HOSTILE_FORGETS,
};

/* The result without a registered callback. */
#define HOSTILE_NOBODY (-100)

struct hostile *hostile_new(void);
void hostile_free(struct hostile *h);
int hostile_register(struct hostile *h, hostile_fn f, void *user, hostile_destroy_fn destroy, int mode);
void *hostile_replace(struct hostile *h, hostile_fn f, void *user, hostile_destroy_fn destroy, int mode);
void hostile_unregister(struct hostile *h);
void hostile_destroy(struct hostile *h);
int hostile_emit(struct hostile *h, int value);
int hostile_late(struct hostile *h, int value);
void hostile_late_destroy(struct hostile *h);
void *hostile_user(struct hostile *h);
int hostile_same(struct hostile *h, hostile_fn f, void *user);

/* Listeners that are removed by function and user data, as in toolkits. */
void hostile_listen(struct hostile *h, hostile_fn f, void *user);
int hostile_unlisten(struct hostile *h, hostile_fn f, void *user);
int hostile_tell(struct hostile *h, int value);

/* Calls with a context that was never passed to C. */
int hostile_forge(hostile_fn f, uintptr_t number, int value);

/* Calls `calls` times from each of `threads` threads that start together; adds the answers up. */
long hostile_threads(hostile_fn f, void *user, int threads, int calls);
int hostile_on_thread(hostile_fn f, void *user, int value);
int hostile_on_thread_exit(hostile_fn f, void *user, int value);
void hostile_destroy_on_thread(hostile_destroy_fn destroy, void *user);
#ifndef _WIN32
int hostile_after_fork(hostile_fn f, void *user, int value);
#endif
int hostile_at_exit(hostile_fn f, void *user, int value);

/* A thread that calls again and again until it is stopped. */
struct hostile_pump;
struct hostile_pump *hostile_pump_start(hostile_fn f, void *user);
long hostile_pump_calls(struct hostile_pump *p);
long hostile_pump_stop(struct hostile_pump *p);

/* Without user data. */
int hostile_plain_keep(hostile_plain_fn f);
int hostile_plain_emit(int value);
long hostile_plain_threads(hostile_plain_fn f, int threads, int calls);
int hostile_plain_on_thread(hostile_plain_fn f, int value);
int hostile_plain_on_thread_exit(hostile_plain_fn f, int value);

/* An exception that is not a Rust panic. */
int hostile_throw(int value);

#ifdef __x86_64__
int hostile_ms_abi(__attribute__((ms_abi)) int (*f)(int a, long long b, int c, void *user), int a, long long b, int c,
                   void *user);
#endif

#endif
