/* Callbacks with `va_list` and `...`, and what C does with them. */

#include "peer.h"

#include <stdarg.h>
#include <stdio.h>

typedef int log_fn(void *user, int level, const char *format, va_list list);

/* Calls the callback with the list at its beginning, twice if asked to: each time C makes a list of its own. */
int frames_vlog(log_fn *f, void *user, int level, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int answer = f(user, level, format, list);
    va_end(list);
    return answer;
}

/* The callback has the list first; then C formats with the same list, as if the callback had not been there. */
int frames_vlog_then(log_fn *f, void *user, char *text, size_t size, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    f(user, 0, format, list);
    int length = vsnprintf(text, size, format, list);
    va_end(list);
    return length;
}

int frames_vlog_null(log_fn *f, void *user)
{
    return ((int (*)(void *, int, const char *, void *))(void *)f)(user, 0, "text", NULL);
}

int frames_sum(int (*f)(int n, va_list list), int n, ...)
{
    va_list list;
    va_start(list, n);
    int answer = f(n, list);
    va_end(list);
    return answer;
}

/* The list has been read from before the callback has it. */
int frames_sum_rest(int (*f)(int n, va_list list), int n, ...)
{
    va_list list;
    va_start(list, n);
    int first = va_arg(list, int);
    int answer = f(n - 1, list);
    va_end(list);
    return first * 1000 + answer;
}

typedef int print_fn(void *user, const char *format, ...);

int frames_print(print_fn *f, void *user)
{
    return f(user, "%s is %d, %.2f%% of %ld", "it", 42, 12.5, 336L);
}

int frames_print_plain(print_fn *f, void *user) { return f(user, "nothing"); }

/* More of each kind than there are registers. */
int frames_print_many(print_fn *f, void *user)
{
    return f(user, "%d %d %d %d %d %d %d %d %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %.1f %d %s", 1, 2, 3, 4, 5, 6, 7,
             8, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 9, "end");
}

/* Fixed parameters of each kind, floats too, and more than there are registers. */
double frames_mixed(double (*f)(signed char a, float b, unsigned long c, double d, _Bool e, short g, long long h,
                                const void *i, int j, ...))
{
    return f(-1, 0.5f, ~0ul / 3, 0.25, 1, -2, -3, "x", 4, 5, 6.5, "seven", 8ll);
}

void frames_tail(void (*f)(int *n, ...), int *n) { f(n, 1, 2, 3); }
