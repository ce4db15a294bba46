/* Loops that end only if they are stopped, as those of an event library. */
#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

/* A test that does not stop its loop fails, and does not hang. */
enum { LIMIT = 1000000 };

typedef struct loop {
    int stopped;
    int turns;
    int stops;
} loop;

typedef void (*loop_on_turn)(int turn, void *user);
typedef int (*loop_on_number)(int turn, void *user);
typedef double (*loop_on_value)(double x, void *user);

static int next(loop *it)
{
    int turn = __atomic_add_fetch(&it->turns, 1, __ATOMIC_SEQ_CST);
    return __atomic_load_n(&it->stopped, __ATOMIC_SEQ_CST) || turn > LIMIT ? 0 : turn;
}

loop *loop_new(void)
{
    return calloc(1, sizeof(loop));
}

void loop_free(loop *it)
{
    free(it);
}

int loop_turns(const loop *it)
{
    return it->turns;
}

int loop_stops(const loop *it)
{
    return it->stops;
}

/* Ends the loop before its next turn, and changes `errno` as C functions may. */
int loop_stop(loop *it)
{
    __atomic_add_fetch(&it->stops, 1, __ATOMIC_SEQ_CST);
    __atomic_store_n(&it->stopped, 1, __ATOMIC_SEQ_CST);
    errno = EDOM;
    return -1;
}

void loop_run(loop *it, loop_on_turn f, void *user)
{
    int turn;
    it->stopped = it->turns = 0;
    while ((turn = next(it)))
        if (f)
            f(turn, user);
        else
            loop_stop(it);
}

/* The answers of the callback do not end it either. */
int loop_numbers(loop *it, loop_on_number f, void *user)
{
    int turn, last = 0;
    it->stopped = it->turns = 0;
    while ((turn = next(it)))
        last = f(turn, user);
    return last;
}

double loop_minimize(loop *it, loop_on_value f, void *user)
{
    double x = 100, best = f(x, user);
    int turn;
    it->stopped = it->turns = 0;
    while ((turn = next(it))) {
        double value = f(x / 2, user);
        x = x / 2;
        if (value < best)
            best = value;
    }
    return best;
}

void loop_two(loop *it, loop_on_turn f, loop_on_turn g, void *user)
{
    int turn;
    it->stopped = it->turns = 0;
    while ((turn = next(it))) {
        f(turn, user);
        g(turn, user);
    }
}

void loop_both(loop *it, loop_on_turn f, void *f_user, loop_on_turn g, void *g_user)
{
    int turn;
    it->stopped = it->turns = 0;
    while ((turn = next(it))) {
        f(turn, f_user);
        g(turn, g_user);
    }
}

/* No user data. */
void loop_alone(loop *it, void (*f)(int turn))
{
    int turn;
    it->stopped = it->turns = 0;
    while ((turn = next(it)))
        f(turn);
}

/* Calls the callback of another turn, as a function that may be called from a callback. */
static loop_on_turn again;
static void *again_user;

void loop_again(loop *it)
{
    loop_stop(it);
    again(-1, again_user);
}

void loop_run_again(loop *it, loop_on_turn f, void *user)
{
    again = f;
    again_user = user;
    loop_run(it, f, user);
}

typedef struct thread {
    loop *it;
    loop_on_turn f;
    void *user;
} thread;

static void *run_thread(void *data)
{
    thread *this = data;
    int turn;
    while ((turn = next(this->it)))
        this->f(turn, this->user);
    return NULL;
}

/* Turns on `count` threads at once. */
int loop_threads(loop *it, int count, loop_on_turn f, void *user)
{
    thread all = {it, f, user};
    pthread_t threads[16];
    int started = 0;
    it->stopped = it->turns = 0;
    while (started < count && started < 16 && !pthread_create(&threads[started], NULL, run_thread, &all))
        started++;
    for (int i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    return started == count ? 0 : -1;
}
