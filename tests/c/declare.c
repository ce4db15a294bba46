#include <errno.h>
#ifdef _WIN32
#include <windows.h>
#endif
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
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

/* Continues after any result of the callback. */
int declare_stubborn(int n, int (*each)(int value, void *user), void *user)
{
    int sum = 0;
    for (int i = 0; i < n; i++)
        sum += each(i, user);
    return sum;
}

/* One callback may be missing. */
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

/* Conventions. */

/* Sets the error of system functions. */
static int fail_with(int code)
{
#ifdef _WIN32
    SetLastError(code);
#else
    errno = code;
#endif
    return -1;
}

int declare_errno(int code)
{
    return code ? fail_with(code) : 42;
}

/* Calls, and fails with errno afterwards. */
int declare_each_errno(int n, int (*each)(int value, void *user), void *user)
{
    for (int i = 0; i < n; i++)
        if (each(i, user))
            return fail_with(ECANCELED);
    return n > 4 ? fail_with(E2BIG) : n;
}

int declare_code(int code) { return code; }

static _Thread_local int freed;
int declare_freed(void) { return freed; }

int declare_free(void *p)
{
    freed++;
    free(p);
    return 0;
}

char *declare_copy(const char *text)
{
    if (!*text)
        return NULL;
    char *copy = malloc(strlen(text) + 1);
    return strcpy(copy, text);
}

int declare_divide(int a, int b, int *quotient, char **message)
{
    if (b == 0) {
        *message = declare_copy("division by zero");
        return 33;
    }
    *quotient = a / b;
    *message = declare_copy("done");
    return 0;
}

/* An object that keeps a callback. */
struct declare_source {
    int (*f)(int value, void *user);
    void *user;
    void (*destroy)(void *user);
    void (*destroy_named)(const char *name, void *user);
    int removed;
};

struct declare_source *declare_source_new(void) { return calloc(1, sizeof(struct declare_source)); }

/* Fails if `fail` is not zero: destroys for 1, does not for 2. */
int declare_attach(struct declare_source *source, int fail, int (*f)(int value, void *user), void *user,
                   void (*destroy)(void *user))
{
    if (fail) {
        if (fail == 1 && destroy)
            destroy(user);
        return fail;
    }
    if (source->destroy)
        source->destroy(source->user);
    source->f = f;
    source->user = user;
    source->destroy = destroy;
    return 0;
}

/* A destroy notify with more arguments, like `GClosureNotify` of GLib. */
void declare_attach_named(struct declare_source *source, int (*f)(int value, void *user), void *user,
                          void (*destroy)(const char *name, void *user))
{
    source->f = f;
    source->user = user;
    source->destroy_named = destroy;
}

void declare_subscribe(struct declare_source *source, int (*f)(int value, void *user), void *user)
{
    source->f = f;
    source->user = user;
}

void declare_unsubscribe(struct declare_source *source, int (*f)(int value, void *user), void *user)
{
    source->removed += source->f == f && source->user == user;
    source->f = NULL;
}

int declare_removed(const struct declare_source *source) { return source->removed; }

int declare_emit(struct declare_source *source, int value) { return source->f ? source->f(value, source->user) : -99; }

void declare_source_free(struct declare_source *source)
{
    if (source->destroy)
        source->destroy(source->user);
    if (source->destroy_named)
        source->destroy_named("source", source->user);
    free(source);
}

static _Thread_local int (*hook)(int value);
void declare_set_hook(int (*f)(int value)) { hook = f; }
int declare_run_hook(int value) { return hook ? hook(value) : -99; }

/* Joins the texts; returns the number of bytes. */
int declare_join(const char *const *texts, size_t n, char *to)
{
    int length = 0;
    for (size_t i = 0; i < n; i++)
        for (const char *text = texts[i]; *text; text++) to[length++] = *text;
    return length;
}

/* The number of texts before the NULL, and the index of the longest. */
int declare_longest(char *const *texts, int *longest)
{
    int n = 0;
    size_t most = 0;
    for (; texts[n]; n++) {
        size_t length = 0;
        while (texts[n][length]) length++;
        if (length > most) {
            most = length;
            *longest = n;
        }
    }
    return n;
}

/* Its arguments depend on `what`: a string, a number, a float, a function and its data, or none. */
double declare_any(int what, ...)
{
    double found = 0;
    va_list list;
    va_start(list, what);
    if (what == 's') {
        found = (double)strlen(va_arg(list, const char *));
    } else if (what == 'l') {
        found = (double)va_arg(list, long);
        found += va_arg(list, int);
    } else if (what == 'd') {
        found = va_arg(list, double);
    } else if (what == 'a') {
        const int *numbers = va_arg(list, const int *);
        size_t n = va_arg(list, size_t);
        while (n--)
            found += numbers[n];
        *va_arg(list, int *) = 5;
    } else if (what == 'f') {
        int (*f)(int value, void *user) = va_arg(list, int (*)(int, void *));
        void *user = va_arg(list, void *);
        for (int i = 0; i < 3; i++)
            found += f(i, user);
    }
    va_end(list);
    return found;
}

/* Passes its arguments on. */
int declare_listed(int (*f)(void *user, const char *format, va_list list), void *user, const char *format, ...)
{
    va_list list;
    va_start(list, format);
    int answer = f(user, format, list);
    va_end(list);
    return answer;
}

int declare_print(char *to, size_t size, const char *format, va_list list)
{
    return vsnprintf(to, size, format, list);
}

int (*declare_printer(int (*printer)(char *to, size_t size, const char *format, ...)))(char *, size_t, const char *, ...)
{
    return printer ? printer : snprintf;
}

/* Keeps the callback, and calls it from `declare_fatal`. */
static void (*fatal)(int code);

void declare_on_fatal(void (*f)(int code)) { fatal = f; }

void declare_fatal(int code)
{
    fatal(code);
    abort();
}

uint64_t hygiene_load(const uint64_t *place)
{
    return *place;
}
