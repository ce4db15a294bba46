#include <errno.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

/* A C library that is declared in a block: see declare.rs. */

int declare_each(int n, int (*each)(int value, void *user), void *user)
{
    for (int i = 0; i < n; i++) {
        int stop = each(i, user);
        if (stop)
            return -stop;
    }
    return n;
}

/* Goes on whatever the callback answers. */
int declare_stubborn(int n, int (*each)(int value, void *user), void *user)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += each(i, user);
    return sum;
}

/* One may be missing. */
int declare_two(int n, int (*left)(void *user, int value), void *left_user, int (*right)(int value, void *user),
                void *right_user)
{
    int calls = 0;
    for (int i = 0; i < n; i++) {
        if (left && left(left_user, i))
            break;
        calls++;
        if (right && right(i, right_user))
            break;
        calls++;
    }
    return calls;
}

/* One user data for both. */
int declare_pair(int n, void *user, void (*begin)(void *user, int value), int (*end)(void *user, int value))
{
    for (int i = 0; i < n; i++) {
        begin(user, i);
        if (end && end(user, i))
            return i;
    }
    return n;
}

int declare_sum(const int *numbers, int n)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += numbers[i];
    return sum;
}

long declare_dot(const int *a, const int *b, size_t n)
{
    long sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += (long)a[i] * b[i];
    return sum;
}

size_t declare_length(const char *text) { return text ? strlen(text) : 0; }

void declare_twice(int times, void (*job)(void *user), void *user)
{
    while (times--)
        job(user);
}

int declare_reenter(int depth, int (*f)(int depth, void *user), void *user) { return f(depth, user); }

int declare_no_user_data(int n, int (*each)(int value))
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += each(i);
    return sum;
}

int declared_counter;
