/* Arrays of pointers, and wide strings. */
#include <stddef.h>
#include <stdint.h>
#include <wchar.h>

struct vectors_point {
    double x, y;
};

/* `n` of at most three strings, and NULL behind them. */
int vectors_strings(int (*f)(char **strings, void *user), int n, void *user)
{
    char *strings[] = {"one", "zw\xc3\xb6lf", "caf\xe9", NULL};
    return f(strings + (3 - n), user);
}

int vectors_points(int (*f)(struct vectors_point **points, void *user), void *user)
{
    struct vectors_point a = {1, 2}, b = {3, 4}, *points[] = {&a, &b, NULL};
    return f(points, user);
}

/* The last pointer is misaligned. */
int vectors_misaligned(int (*f)(struct vectors_point **points, void *user), void *user)
{
    struct vectors_point a[2] = {{1, 2}, {3, 4}}, *points[] = {a, (struct vectors_point *)((char *)a + 1), NULL};
    return f(points, user);
}

int vectors_counted(int (*f)(int n, const char *const *names, const int *levels, void *user), int n, void *user)
{
    static const char *const names[] = {"a", "b", NULL, "d"};
    static const int levels[] = {0, 5, 7, 6};
    return f(n, n < 0 ? NULL : names, n < 0 ? NULL : levels, user);
}

int vectors_matrix(int (*f)(float **channels, int n, size_t frames, void *user), int n, size_t frames, int null,
                   float first[3], void *user)
{
    float second[] = {10, 20, 30}, *channels[] = {first, second, null ? NULL : first};
    return f(channels, n, frames, user);
}

int vectors_utf16(int (*f)(const uint16_t *text, int n, void *user), const uint16_t *text, int n, void *user)
{
    return f(text, n, user);
}

int vectors_wide(int (*f)(const wchar_t *text, void *user), int which, void *user)
{
    static const wchar_t invalid[] = {L'a', (wchar_t)0xD800, 0};
    return f(which == 0 ? L"gr\u00fcn \U0001F980" : which == 1 ? invalid : NULL, user);
}
