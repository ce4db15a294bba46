#include "peer.h"

#include <errno.h>
#include <limits.h>
#include <string.h>

int peer_pointer(int (*f)(const void *p, void *user), const void *p, void *user) { return f(p, user); }

int peer_misaligned(int (*f)(const void *p, void *user), void *user)
{
    static const int64_t room[2];
    return f((const char *)room + 1, user);
}

/* Any byte at all as a _Bool, like an uninitialised one. */
int peer_bool(int (*f)(bool value, void *user), unsigned char byte, void *user)
{
    return ((int (*)(unsigned char, void *))(void *)f)(byte, user);
}

int peer_cbool(int (*f)(int value, void *user), int value, void *user) { return f(value, user); }

int peer_char32(int (*f)(uint32_t value, void *user), uint32_t value, void *user) { return f(value, user); }

uint32_t peer_char32_of(uint32_t (*f)(void *user), void *user) { return f(user); }

int peer_text(int (*f)(const char *text, void *user), const char *text, void *user) { return f(text, user); }

int peer_latin1(int (*f)(const char *text, void *user), void *user) { return f("caf\xe9", user); }

/* The text is overwritten when the callback returns. */
int peer_transient(int (*f)(const char *text, void *user), void *user)
{
    char text[] = "transient";
    int answer = f(text, user);
    memset(text, 'X', sizeof text - 1);
    return answer;
}

int peer_bytes(int (*f)(const unsigned char *data, int n, void *user), const unsigned char *data, int n, void *user)
{
    return f(data, n, user);
}

int peer_longs(int (*f)(size_t n, const int64_t *data, void *user), size_t n, const int64_t *data, void *user)
{
    return f(n, data, user);
}

int peer_fill(int (*f)(int *data, size_t n, void *user), int *data, size_t n, void *user) { return f(data, n, user); }

size_t peer_write(size_t (*f)(char *data, size_t size, size_t nmemb, void *user), char *data, size_t size, size_t nmemb,
                  void *user)
{
    return f(data, size, nmemb, user);
}

/* Like sqlite3_exec: the second value is SQL NULL. */
int peer_row(int (*f)(void *user, int n, char **values, char **names), void *user)
{
    char *values[] = {"one", NULL, "drei"}, *names[] = {"a", "b", "c"};
    return f(user, 3, values, names);
}

int peer_function(int (*f)(int (*g)(int), void *user), int (*g)(int), void *user) { return f(g, user); }

int peer_triple(int value) { return 3 * value; }

int peer_all_integers(int (*f)(signed char, unsigned char, short, unsigned short, int, unsigned, long, unsigned long,
                               long long, unsigned long long, intptr_t, size_t, void *user),
                      void *user)
{
    return f(SCHAR_MIN, UCHAR_MAX, SHRT_MIN, USHRT_MAX, INT_MIN, UINT_MAX, LONG_MIN, ULONG_MAX, LLONG_MIN, ULLONG_MAX,
             INTPTR_MIN, SIZE_MAX, user);
}

double peer_floats(double (*f)(float a, double b, void *user), void *user) { return f(0.5f, 0.25, user); }

double peer_norm(double (*f)(struct peer_point p, void *user), double x, double y, void *user)
{
    return f((struct peer_point){x, y}, user);
}

int peer_structs(int (*f)(struct peer_small s, struct peer_big b, union peer_number n, void *user), void *user)
{
    struct peer_big big = {{1, 2, 3, 4, 5}};
    return f((struct peer_small){-300, -3}, big, (union peer_number){.real = 2.5}, user);
}

/* A narrow result, promoted to `int` by an expression. */
int peer_wide_bool(bool (*f)(void *user), void *user) { return f(user); }
int peer_wide_i8(signed char (*f)(void *user), void *user) { return f(user); }
int peer_wide_u8(unsigned char (*f)(void *user), void *user) { return f(user); }
int peer_wide_i16(short (*f)(void *user), void *user) { return f(user); }
int peer_wide_u16(unsigned short (*f)(void *user), void *user) { return f(user); }

struct peer_point peer_point(struct peer_point (*f)(void *user), void *user) { return f(user); }

struct peer_big peer_big(struct peer_big (*f)(void *user), void *user) { return f(user); }

const void *peer_get(const void *(*f)(int value, void *user), int value, void *user) { return f(value, user); }

double peer_real(double (*f)(double value, void *user), double value, void *user) { return f(value, user); }

float peer_float(float (*f)(void *user), void *user) { return f(user); }

int64_t peer_int64(int64_t (*f)(int64_t value, void *user), int64_t value, void *user) { return f(value, user); }

bool peer_true(bool (*f)(void *user), void *user) { return f(user); }

int peer_add(int a, int b) { return a + b; }

void peer_set_errno(int code) { errno = code; }

int peer_get_errno(void) { return errno; }

int peer_errno(peer_int_fn f, int value, void *user, int before, int *after)
{
    errno = before;
    int answer = f(value, user);
    *after = errno;
    return answer;
}

int peer_errno_plain(int (*f)(int value), int value, int before, int *after)
{
    errno = before;
    int answer = f(value);
    *after = errno;
    return answer;
}

/* Hooks of which the one at `unset` is NULL. */
int peer_hooks(int (*f)(void (*const *hooks)(void), size_t n, void *user), size_t n, size_t unset, void *user)
{
    void (*hooks[8])(void);
    for (size_t i = 0; i < 8; i++)
        hooks[i] = i == unset ? NULL : (void (*)(void))(void *)&peer_hooks;
    return f(hooks, n, user);
}

/* A named hook, whose function is NULL if there is no name. */
struct peer_named_hook {
    const char *name;
    void (*hook)(void);
};
int peer_named_hook(int (*f)(const struct peer_named_hook *named, size_t n, void *user), const char *name, void *user)
{
    struct peer_named_hook named = {name, name ? (void (*)(void))(void *)&peer_named_hook : NULL};
    return f(&named, 1, user);
}

/* By value, as a function pointer or a struct of one. */
int peer_hook(int (*f)(void (*hook)(void), void *user), int set, void *user)
{
    return f(set ? (void (*)(void))(void *)&peer_hook : NULL, user);
}
