// Libraries that let go of a callback by themselves: with its one call, with a destroy notify, with a closing callback, or with
// the handle that keeps it. All state is of a thread, but for that of handles.
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A timer calls once, and its token is good until then. */
static _Thread_local struct { void (*f)(int, void *); void *user; void (*plain)(void); int live; } timer;
static _Thread_local int cancels, stale_cancels;

void *ends_timer_start(void (*f)(int, void *), void *user)
{
    timer.f = f;
    timer.user = user;
    timer.live = 1;
    return &timer;
}

int ends_timer_add(int delay, void (*f)(int, void *), void *user, void **token)
{
    *token = ends_timer_start(f, user);
    return delay < 0 ? -1 : 0;
}

void ends_timer_plain(void (*f)(void))
{
    timer.plain = f;
    timer.live = 1;
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
