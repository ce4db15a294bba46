#include "hostile.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unwind.h>

#ifndef _WIN32
#include <sys/wait.h>
#include <unistd.h>
#endif

struct registration {
    hostile_fn f;
    void *user;
    hostile_destroy_fn destroy;
};

struct hostile {
    struct registration now, before;
    struct registration listeners[16];
    int listening;
};

struct hostile *hostile_new(void) { return calloc(1, sizeof(struct hostile)); }

/* Destroys what is still registered, and frees the object. */
void hostile_free(struct hostile *h)
{
    hostile_destroy(h);
    free(h);
}

int hostile_register(struct hostile *h, hostile_fn f, void *user, hostile_destroy_fn destroy, int mode)
{
    struct registration given = {f, user, destroy};
    if (mode == HOSTILE_TAKES) {
        h->now = given;
        return 0;
    }
    if (mode == HOSTILE_CALLS_AND_FAILS)
        f(0, user);
    if (mode == HOSTILE_FAILS_AND_DESTROYS && destroy)
        destroy(user);
    h->before = given;
    return -1;
}

/* Returns the user data of the old registration. */
void *hostile_replace(struct hostile *h, hostile_fn f, void *user, hostile_destroy_fn destroy, int mode)
{
    struct registration old = h->now, given = {f, user, destroy};
    if (mode == HOSTILE_DESTROYS_FIRST && old.destroy)
        old.destroy(old.user);
    h->before = old;
    h->now = given;
    if (mode == HOSTILE_DESTROYS_LAST && old.destroy)
        old.destroy(old.user);
    return old.user;
}

void hostile_unregister(struct hostile *h)
{
    h->before = h->now;
    memset(&h->now, 0, sizeof h->now);
}

void hostile_destroy(struct hostile *h)
{
    struct registration old = h->now;
    hostile_unregister(h);
    if (old.destroy)
        old.destroy(old.user);
}

static int call(struct registration r, int value) { return r.f ? r.f(value, r.user) : HOSTILE_NOBODY; }

int hostile_emit(struct hostile *h, int value) { return call(h->now, value); }

/* Calls the registration that it should have forgotten. */
int hostile_late(struct hostile *h, int value) { return call(h->before, value); }

/* Destroys the registration that it should have forgotten, or has destroyed already. */
void hostile_late_destroy(struct hostile *h)
{
    if (h->before.destroy)
        h->before.destroy(h->before.user);
}

void *hostile_user(struct hostile *h) { return h->now.user; }

int hostile_same(struct hostile *h, hostile_fn f, void *user) { return h->now.f == f && h->now.user == user; }

void hostile_listen(struct hostile *h, hostile_fn f, void *user)
{
    struct registration given = {f, user, NULL};
    if (h->listening == 16)
        abort();
    h->listeners[h->listening++] = given;
}

/* Removes every listener with this function and user data; returns their number. */
int hostile_unlisten(struct hostile *h, hostile_fn f, void *user)
{
    int kept = 0, all = h->listening;
    for (int i = 0; i < all; i++)
        if (h->listeners[i].f != f || h->listeners[i].user != user)
            h->listeners[kept++] = h->listeners[i];
    h->listening = kept;
    return all - kept;
}

int hostile_tell(struct hostile *h, int value)
{
    int sum = 0;
    for (int i = 0; i < h->listening; i++)
        sum += call(h->listeners[i], value);
    return sum;
}

int hostile_forge(hostile_fn f, uintptr_t number, int value) { return f(value, (void *)number); }

struct caller {
    hostile_fn f;
    hostile_plain_fn plain;
    void *user;
    int first, calls;
    long sum;
    pthread_barrier_t *start;
};

static void *caller(void *p)
{
    struct caller *c = p;
    pthread_barrier_wait(c->start);
    for (int i = 0; i < c->calls; i++)
        c->sum += c->plain ? c->plain(c->first + i) : c->f(c->first + i, c->user);
    return NULL;
}

static long run_callers(struct caller model, int threads)
{
    struct caller callers[64];
    pthread_t ids[64];
    pthread_barrier_t start;
    long sum = 0;
    if (threads > 64 || pthread_barrier_init(&start, NULL, threads))
        abort();
    model.start = &start;
    for (int i = 0; i < threads; i++) {
        callers[i] = model;
        if (pthread_create(&ids[i], NULL, caller, &callers[i]))
            abort();
    }
    for (int i = 0; i < threads; i++) {
        pthread_join(ids[i], NULL);
        sum += callers[i].sum;
    }
    pthread_barrier_destroy(&start);
    return sum;
}

long hostile_threads(hostile_fn f, void *user, int threads, int calls)
{
    struct caller model = {.f = f, .user = user, .calls = calls};
    return run_callers(model, threads);
}

long hostile_plain_threads(hostile_plain_fn f, int threads, int calls)
{
    struct caller model = {.plain = f, .calls = calls};
    return run_callers(model, threads);
}

int hostile_on_thread(hostile_fn f, void *user, int value)
{
    struct caller model = {.f = f, .user = user, .first = value, .calls = 1};
    return (int)run_callers(model, 1);
}

int hostile_plain_on_thread(hostile_plain_fn f, int value)
{
    struct caller model = {.plain = f, .first = value, .calls = 1};
    return (int)run_callers(model, 1);
}

/* Calls while a thread ends: from the destructor of a key, in as many rounds of destructors as there are. */
struct leaver {
    pthread_key_t key;
    hostile_fn f;
    hostile_plain_fn plain;
    void *user;
    int value, rounds, answer;
};

static int leaver_call(struct leaver *l) { return l->plain ? l->plain(l->value) : l->f(l->value, l->user); }

static void leave(void *p)
{
    struct leaver *l = p;
    l->answer += leaver_call(l);
    if (++l->rounds < 4)
        pthread_setspecific(l->key, l);
}

static void *leaver(void *p)
{
    struct leaver *l = p;
    /* Once before, so that anything made on the first call exists when the thread ends. */
    leaver_call(l);
    pthread_setspecific(l->key, l);
    return NULL;
}

/* The sum of four results; there was one more call before. */
static int run_leaver(struct leaver l)
{
    pthread_t id;
    if (pthread_key_create(&l.key, leave) || pthread_create(&id, NULL, leaver, &l))
        abort();
    pthread_join(id, NULL);
    pthread_key_delete(l.key);
    return l.rounds == 4 ? l.answer : HOSTILE_NOBODY;
}

int hostile_on_thread_exit(hostile_fn f, void *user, int value)
{
    struct leaver l = {.f = f, .user = user, .value = value};
    return run_leaver(l);
}

int hostile_plain_on_thread_exit(hostile_plain_fn f, int value)
{
    struct leaver l = {.plain = f, .value = value};
    return run_leaver(l);
}

struct destroyer {
    hostile_destroy_fn destroy;
    void *user;
};

static void *destroyer(void *p)
{
    struct destroyer *d = p;
    d->destroy(d->user);
    return NULL;
}

void hostile_destroy_on_thread(hostile_destroy_fn destroy, void *user)
{
    struct destroyer d = {destroy, user};
    pthread_t id;
    if (pthread_create(&id, NULL, destroyer, &d))
        abort();
    pthread_join(id, NULL);
}

#ifndef _WIN32
/* The result of a child process, which ends with the call. */
int hostile_after_fork(hostile_fn f, void *user, int value)
{
    int status;
    pid_t child = fork();
    if (child < 0)
        return HOSTILE_NOBODY;
    if (child == 0) {
        alarm(20);
        _exit(f(value, user));
    }
    if (waitpid(child, &status, 0) != child || !WIFEXITED(status))
        return HOSTILE_NOBODY;
    return WEXITSTATUS(status);
}
#endif

static struct {
    struct registration registration;
    int value;
} last[8];
static int lasts;

static void at_exit(void)
{
    lasts--;
    call(last[lasts].registration, last[lasts].value);
}

int hostile_at_exit(hostile_fn f, void *user, int value)
{
    if (lasts == 8)
        abort();
    last[lasts].registration.f = f;
    last[lasts].registration.user = user;
    last[lasts].value = value;
    lasts++;
    return atexit(at_exit);
}

struct hostile_pump {
    hostile_fn f;
    void *user;
    atomic_int stop;
    atomic_long calls;
    pthread_t id;
};

static void *pump(void *q)
{
    struct hostile_pump *p = q;
    while (!atomic_load(&p->stop)) {
        p->f(1, p->user);
        atomic_fetch_add(&p->calls, 1);
    }
    return NULL;
}

struct hostile_pump *hostile_pump_start(hostile_fn f, void *user)
{
    struct hostile_pump *p = calloc(1, sizeof *p);
    p->f = f;
    p->user = user;
    if (pthread_create(&p->id, NULL, pump, p))
        abort();
    return p;
}

long hostile_pump_calls(struct hostile_pump *p) { return atomic_load(&p->calls); }

/* Returns the number of calls. */
long hostile_pump_stop(struct hostile_pump *p)
{
    long calls;
    atomic_store(&p->stop, 1);
    pthread_join(p->id, NULL);
    calls = atomic_load(&p->calls);
    free(p);
    return calls;
}

static _Thread_local hostile_plain_fn plain;

/* Returns 1 if there was another one before. */
int hostile_plain_keep(hostile_plain_fn f)
{
    int had = plain != NULL;
    plain = f;
    return had;
}

int hostile_plain_emit(int value) { return plain ? plain(value) : HOSTILE_NOBODY; }

static void forget_exception(_Unwind_Reason_Code code, struct _Unwind_Exception *exception)
{
    (void)code;
    free(exception);
}

int hostile_throw(int value)
{
    struct _Unwind_Exception *exception = calloc(1, sizeof *exception);
    memcpy(&exception->exception_class, "HOSTILE", 8);
    exception->exception_cleanup = forget_exception;
    _Unwind_RaiseException(exception);
    /* There is no handler for it. */
    free(exception);
    return value;
}

#ifdef __x86_64__
int hostile_ms_abi(__attribute__((ms_abi)) int (*f)(int a, long long b, int c, void *user), int a, long long b, int c,
                   void *user)
{
    return f(a, b, c, user);
}
#endif
