/* The callers of the overhead benchmark: the same loop for each callback, through a pointer that the compiler cannot resolve. */

#include <stddef.h>

long drive_number(int (*callback)(int, void *), void *context, long calls)
{
    long sum = 0;
    for (long i = 0; i < calls; i++)
        sum += callback((int)(i & 7), context);
    return sum;
}

long drive_bare(int (*callback)(int), long calls)
{
    long sum = 0;
    for (long i = 0; i < calls; i++)
        sum += callback((int)(i & 7));
    return sum;
}

long drive_slice(int (*callback)(const int *, size_t, void *), void *context, long calls)
{
    static const int numbers[] = {0, 1, 2, 3, 4, 5, 6, 7};
    long sum = 0;
    for (long i = 0; i < calls; i++)
        sum += callback(numbers + (i & 7), 1, context);
    return sum;
}

long drive_text(int (*callback)(const char *, void *), void *context, long calls)
{
    static const char text[] = "1234567";
    long sum = 0;
    for (long i = 0; i < calls; i++)
        sum += callback(text + 7 - (i & 7), context);
    return sum;
}

int drive_add(int x, void *context)
{
    return x + *(int *)context;
}
