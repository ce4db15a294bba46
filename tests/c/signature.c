#include <pthread.h>
#include <stddef.h>

/* Functions that take callbacks of one signature: see signature.rs. */

typedef int signature_row(void *user, int n, const char *const *values);

/* Rows of 1, 2, … cells, until the callback returns another value than 0. */
int signature_each(int rows, signature_row *f, void *user)
{
    static const char *const cells[] = {"a", "b", "c", "d"};
    for (int i = 1; i <= rows && i <= 4; i++) {
        int stop = f(user, i, cells);
        if (stop)
            return stop;
    }
    return 0;
}

/* Rows as above; the callback may be missing. */
int signature_maybe(int rows, signature_row *f, void *user) { return f ? signature_each(rows, f, user) : -5; }

/* Kept, like everything below, for each test apart: a test is a thread. */
static _Thread_local signature_row *kept;
static _Thread_local void *kept_user;

void signature_keep(signature_row *f, void *user)
{
    kept = f;
    kept_user = user;
}

int signature_emit(int rows) { return kept ? signature_each(rows, kept, kept_user) : -99; }

/* A kept job: the last one that was submitted. */
struct job {
    void (*f)(void *user, int value);
    void *user;
    int value;
};

static _Thread_local struct job job;

void signature_submit(void (*f)(void *user, int value), void *user)
{
    job.f = f;
    job.user = user;
}

void signature_run(int value) { job.f(job.user, value); }

/* Calls on another thread, and waits for it. */
static void *run_job(void *p)
{
    const struct job *submitted = p;
    submitted->f(submitted->user, submitted->value);
    return NULL;
}

int signature_run_on_thread(int value)
{
    pthread_t thread;
    job.value = value;
    int failed = pthread_create(&thread, NULL, run_job, &job);
    return failed ? failed : pthread_join(thread, NULL);
}

/* Calls from inside of a call. */
int signature_reenter(int depth, int (*f)(int depth, void *user), void *user) { return f(depth, user); }

/* Without user data. */
int signature_plain(int n, int (*f)(int value))
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += f(i);
    return sum;
}

static _Thread_local int (*hook)(int value);
void signature_set_hook(int (*f)(int value)) { hook = f; }
int signature_run_hook(int value) { return hook ? hook(value) : -99; }

/* Elements of any type. */
void signature_visit(const void *base, size_t n, size_t size, void (*f)(const void *element, void *user), void *user)
{
    for (size_t i = 0; i < n; i++)
        f((const char *)base + i * size, user);
}
