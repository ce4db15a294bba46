#include "search.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

typedef int (*passed_fn)(const int *value, void *user);
typedef int (*plain_fn)(const int *value);
typedef int (*object_fn)(struct search_base *object, const int *value);

enum { CONTEXTS = 256, ENDS = 8 };

struct end {
    void (*destroy)(void *);
    void (*closing)(void);
};

static struct entry {
    int shape;
    void (*f)(void);
    void *user;
    struct end ends[ENDS];
    int given, kept;
} entries[CONTEXTS];

#if defined(__has_feature)
#if __has_feature(address_sanitizer)
#define __SANITIZE_ADDRESS__ 1
#endif
#endif

int search_is_sanitized(void)
{
#ifdef __SANITIZE_ADDRESS__
    return 1;
#else
    return 0;
#endif
}

void search_reset(void) { memset(entries, 0, sizeof entries); }

static struct entry *entry(int number)
{
    if (number < 0 || number >= CONTEXTS)
        abort();
    return &entries[number];
}

void search_keep(int number, int shape, void (*f)(void), void *user)
{
    struct entry *e = entry(number);
    e->shape = shape;
    e->f = f;
    e->user = user;
}

static struct end *next_end(int number)
{
    struct entry *e = entry(number);
    if (e->given == ENDS)
        abort();
    return &e->ends[e->given++];
}

void search_give_destroy(int number, void (*destroy)(void *)) { next_end(number)->destroy = destroy; }

void search_give_closing(int number, void (*closing)(void)) { next_end(number)->closing = closing; }

static int call(int shape, void (*f)(void), void *user, const int *value)
{
    switch (shape) {
    case SEARCH_PASSED:
        return ((passed_fn)f)(value, user);
    case SEARCH_PLAIN:
        return ((plain_fn)f)(value);
    default:
        return ((object_fn)f)(user, value);
    }
}

int search_call(int function, int user, int value, int null)
{
    struct entry *e = entry(function);
    return call(e->shape, e->f, entry(user)->user, null ? NULL : &value);
}

int search_call_with(int function, void *user, int value)
{
    struct entry *e = entry(function);
    return call(e->shape, e->f, user, &value);
}

int search_end_other(int number, int position, int user, int value)
{
    struct entry *e = entry(number);
    struct end end = e->ends[position];
    if (end.destroy) {
        end.destroy(entry(user)->user);
        return 0;
    }
    return call(e->shape, end.closing, entry(user)->user, &value);
}

int search_end(int number, int position, int value) { return search_end_other(number, position, number, value); }

struct task {
    int number, other, value, ends, answer;
    pthread_t id;
    atomic_int finished, stop;
    long calls;
};

static void *run(void *p)
{
    struct task *t = p;
    t->answer = t->ends ? search_end(t->number, t->other, t->value) : search_call(t->number, t->other, t->value, 0);
    atomic_store(&t->finished, 1);
    return NULL;
}

static void start(struct task *t, void *(*body)(void *))
{
    if (pthread_create(&t->id, NULL, body, t))
        abort();
}

static int on_thread(int number, int other, int value, int ends)
{
    struct task t = {.number = number, .other = other, .value = value, .ends = ends};
    start(&t, run);
    pthread_join(t.id, NULL);
    return t.answer;
}

int search_call_on_thread(int function, int user, int value) { return on_thread(function, user, value, 0); }

int search_end_on_thread(int number, int position, int value) { return on_thread(number, position, value, 1); }

static struct task enders[2];
static atomic_int begun;

static void *run_ender(void *p)
{
    while (!atomic_load(&begun))
        ;
    return run(p);
}

void search_end_prepare(int thread, int number, int position)
{
    atomic_store(&begun, 0);
    enders[thread] = (struct task){.number = number, .other = position, .value = 1, .ends = 1};
    start(&enders[thread], run_ender);
}

void search_end_begin(void) { atomic_store(&begun, 1); }

void search_end_join(int thread) { pthread_join(enders[thread].id, NULL); }

static struct task inside, pump;

void search_start(int function, int user, int value)
{
    inside = (struct task){.number = function, .other = user, .value = value};
    start(&inside, run);
}

int search_finished(void) { return atomic_load(&inside.finished); }

int search_join(void)
{
    pthread_join(inside.id, NULL);
    return inside.answer;
}

static void *run_pump(void *p)
{
    struct task *t = p;
    while (!atomic_load(&t->stop)) {
        search_call(t->number, t->other, 1, 0);
        t->calls++;
    }
    return NULL;
}

void search_pump(int function, int user)
{
    pump = (struct task){.number = function, .other = user};
    start(&pump, run_pump);
}

long search_pump_stop(void)
{
    atomic_store(&pump.stop, 1);
    pthread_join(pump.id, NULL);
    return pump.calls;
}

static passed_fn subscriber;
static void *subscriber_user;
static int status, level, busy;

void search_answer(int new_status, int new_level, int new_busy)
{
    status = new_status;
    level = new_level;
    busy = new_busy;
}

int search_subscribe(passed_fn f, void *user, int *place)
{
    subscriber = f;
    subscriber_user = user;
    *place = level;
    return status;
}

int search_unsubscribe(void)
{
    if (busy)
        return -1;
    subscriber = NULL;
    return 0;
}

int search_is_subscribed(void) { return subscriber != NULL; }

int search_fire(int value) { return subscriber ? subscriber(&value, subscriber_user) : SEARCH_NOBODY; }

int search_subscribe_slot(int number, plain_fn f, int *place)
{
    search_keep(number, SEARCH_PLAIN, (void (*)(void))f, NULL);
    entry(number)->kept = 1;
    *place = level;
    return status;
}

int search_unsubscribe_slot(int number)
{
    if (busy)
        return -1;
    entry(number)->kept = 0;
    return 0;
}

int search_is_kept(int number) { return entry(number)->kept; }

void *search_function(int number) { return (void *)entry(number)->f; }

static struct task churn;
static _Atomic(void *) churned;
static atomic_long churn_calls;

static void *run_churn(void *p)
{
    struct task *t = p;
    while (!atomic_load(&t->stop)) {
        search_call_with(t->number, atomic_load(&churned), 1);
        atomic_fetch_add(&churn_calls, 1);
    }
    return NULL;
}

void search_churn(int function)
{
    churn = (struct task){.number = function};
    atomic_store(&churned, NULL);
    long calls = atomic_load(&churn_calls);
    start(&churn, run_churn);
    while (atomic_load(&churn_calls) == calls)
        sched_yield();
}

void search_churn_with(void *user)
{
    atomic_store(&churned, user);
    long calls = atomic_load(&churn_calls);
    /* The one that was begun before may have another context. A thread that does not run is not waited for. */
    for (int turn = 0; turn < 2000 && atomic_load(&churn_calls) < calls + 2; turn++)
        ;
}

void search_churn_stop(void)
{
    atomic_store(&churn.stop, 1);
    pthread_join(churn.id, NULL);
}
