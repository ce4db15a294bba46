/* Arrays of pointers, and wide strings. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>
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

/* Like git_odb_backend.foreach: the callback calls `visit` with its payload for each. */
struct visits {
    int n;
    int stop_at;
    size_t bytes;
};

static int count_visit(const char *name, size_t index, void *payload)
{
    struct visits *visits = payload;
    visits->bytes += strlen(name);
    visits->n++;
    return (int)index == visits->stop_at;
}

int vectors_foreach(
    int (*foreach)(void *user, int (*visit)(const char *name, size_t index, void *payload), void *payload), void *user,
    int stop_at)
{
    struct visits visits = {0, stop_at, 0};
    int stopped = foreach(user, count_visit, &visits);
    return stopped < 0 ? stopped : visits.n * 100 + (int)visits.bytes;
}

/* Like the readdir of fuse: the data comes first, and the function after it. */
static int add_entry(void *buf, const char *name, const int *kind, _Bool last)
{
    char *list = buf;
    strcat(list, name);
    if (kind && *kind == 1) strcat(list, "/");
    if (!last) strcat(list, " ");
    return strlen(list) > 20;
}

int vectors_fill(
    int (*readdir)(
        const char *path, void *buf, int (*fill)(void *buf, const char *name, const int *kind, _Bool last), void *user),
    void *user, char *list)
{
    *list = 0;
    return readdir("/", list, add_entry, user);
}

int vectors_fill_nothing(
    int (*readdir)(
        const char *path, void *buf, int (*fill)(void *buf, const char *name, const int *kind, _Bool last), void *user),
    void *user)
{
    return readdir("/", NULL, NULL, user);
}

static int twice(int n) { return 2 * n; }

/* Without data; NULL if there is nothing to do. */
int vectors_map(int (*map)(void *user, int (*f)(int)), void *user, int with) { return map(user, with ? twice : NULL); }

/* The function calls the callback that calls it. */
struct again {
    int (*foreach)(void *user, int (*visit)(const char *name, size_t index, void *payload), void *payload);
    void *user;
    int answer;
};

static int call_again(const char *name, size_t index, void *payload)
{
    struct again *again = payload;
    (void)name, (void)index;
    again->answer = again->foreach(again->user, count_visit, NULL);
    return 0;
}

int vectors_reenter(
    int (*foreach)(void *user, int (*visit)(const char *name, size_t index, void *payload), void *payload), void *user)
{
    struct again again = {foreach, user, 0};
    return foreach(user, call_again, &again) == 0 ? again.answer : -100;
}
