/* A library that moves between threads, and calls on one at a time. */

#include <pthread.h>
#include <stddef.h>

typedef int f_fn(int value, void *user);

static f_fn *kept;
static void *kept_user;

void moving_set(f_fn *f, void *user)
{
    kept = f;
    kept_user = user;
}

int moving_call(int value) { return kept ? kept(value, kept_user) : -2; }

struct call {
    f_fn *f;
    void *user;
    int value;
    int result;
};

static void *run(void *call)
{
    struct call *this = call;
    this->result = this->f(this->value, this->user);
    return NULL;
}

static int elsewhere(f_fn *f, int value, void *user)
{
    struct call call = {f, user, value, -3};
    pthread_t thread;
    pthread_create(&thread, NULL, run, &call);
    pthread_join(thread, NULL);
    return call.result;
}

int moving_call_elsewhere(int value) { return kept ? elsewhere(kept, value, kept_user) : -2; }

/* Calls with 1, 2 and 3, each on a thread of its own; returns the sum of the results. */
int moving_run(f_fn *f, void *user)
{
    if (!f)
        return 0;
    int sum = 0;
    for (int i = 1; i <= 3; i++)
        sum += elsewhere(f, i, user);
    return sum;
}
