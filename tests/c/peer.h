/* A C library whose functions take callbacks of every shape that real libraries have. */
#ifndef PEER_H
#define PEER_H

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* calls.c: order, number and user data of calls */

typedef int (*peer_int_fn)(int value, void *user);

struct peer_handlers {
    void (*on_start)(void *user, int depth);
    int (*on_value)(void *user, int value);
    void (*on_end)(void *user, int depth);
    void *user;
};

struct peer_handle {
    int number;
    void *data;
};

int peer_call(peer_int_fn f, int value, void *user);
void peer_each(int n, peer_int_fn f, void *user, int *answers);
int peer_until(int n, peer_int_fn f, void *user, int go_on);
int peer_finished(void);
void peer_notify(void (*f)(void *user), void *user);
int peer_first(int (*f)(void *user, int a, int b), void *user, int a, int b);
int peer_middle(int (*f)(int a, void *user, int b), int a, void *user, int b);
int peer_plain(int (*f)(int value), int value);
int peer_nothing(int (*f)(void));
int peer_handle(const struct peer_handlers *handlers, int n);
int peer_const(int (*f)(int value, const void *user), int value, const void *user);
int peer_uchar(int (*f)(unsigned char *user, int value), unsigned char *user, int value);
int peer_intptr(int (*f)(int value, intptr_t user), int value, intptr_t user);
int peer_uintptr(int (*f)(int value, uintptr_t user), int value, uintptr_t user);
#ifdef _WIN32
void peer_qsort_r(void *base, size_t n, size_t size, int (*compare)(const void *, const void *, void *), void *user);
#else
void peer_sigval(void (*f)(union sigval value), union sigval value);
#endif
int peer_with_handle(int (*f)(struct peer_handle *handle, int value), void *data, int value);
void peer_set_global(void *user);
void *peer_global(void);
int peer_commit(int (*hook)(void *user), void *user);
int peer_on_thread(int (*f)(int value), int value);
int peer_sixteen(int (*f)(int, int, int, int, int, int, int, int, int, int, int, int, int, int, int, void *),
                 void *user);
int peer_lookup(int (*(*lookup)(void *user, const char *name))(int), void *user, const char *name, int value);

/* values.c: arguments, and conversions of results */

struct peer_point {
    double x, y;
};

struct peer_small {
    short a;
    signed char b;
};

struct peer_big {
    long items[5];
};

union peer_number {
    long integer;
    double real;
};

int peer_pointer(int (*f)(const void *p, void *user), const void *p, void *user);
int peer_misaligned(int (*f)(const void *p, void *user), void *user);
int peer_bool(int (*f)(bool value, void *user), unsigned char byte, void *user);
int peer_cbool(int (*f)(int value, void *user), int value, void *user);
int peer_char32(int (*f)(uint32_t value, void *user), uint32_t value, void *user);
int peer_text(int (*f)(const char *text, void *user), const char *text, void *user);
int peer_latin1(int (*f)(const char *text, void *user), void *user);
int peer_transient(int (*f)(const char *text, void *user), void *user);
int peer_bytes(int (*f)(const unsigned char *data, int n, void *user), const unsigned char *data, int n, void *user);
int peer_longs(int (*f)(size_t n, const int64_t *data, void *user), size_t n, const int64_t *data, void *user);
int peer_fill(int (*f)(int *data, size_t n, void *user), int *data, size_t n, void *user);
size_t peer_write(size_t (*f)(char *data, size_t size, size_t nmemb, void *user), char *data, size_t size, size_t nmemb,
                  void *user);
int peer_row(int (*f)(void *user, int n, char **values, char **names), void *user);
int peer_function(int (*f)(int (*g)(int), void *user), int (*g)(int), void *user);
int peer_triple(int value);
int peer_all_integers(int (*f)(signed char, unsigned char, short, unsigned short, int, unsigned, long, unsigned long,
                               long long, unsigned long long, intptr_t, size_t, void *user),
                      void *user);
double peer_floats(double (*f)(float a, double b, void *user), void *user);
double peer_norm(double (*f)(struct peer_point p, void *user), double x, double y, void *user);
int peer_structs(int (*f)(struct peer_small s, struct peer_big b, union peer_number n, void *user), void *user);

int peer_wide_bool(bool (*f)(void *user), void *user);
int peer_wide_i8(signed char (*f)(void *user), void *user);
int peer_wide_u8(unsigned char (*f)(void *user), void *user);
int peer_wide_i16(short (*f)(void *user), void *user);
int peer_wide_u16(unsigned short (*f)(void *user), void *user);
struct peer_point peer_point(struct peer_point (*f)(void *user), void *user);
struct peer_big peer_big(struct peer_big (*f)(void *user), void *user);
const void *peer_get(const void *(*f)(int value, void *user), int value, void *user);
double peer_real(double (*f)(double value, void *user), double value, void *user);
float peer_float(float (*f)(void *user), void *user);
int64_t peer_int64(int64_t (*f)(int64_t value, void *user), int64_t value, void *user);
bool peer_true(bool (*f)(void *user), void *user);
int peer_add(int a, int b);
void peer_set_errno(int code);
int peer_get_errno(void);
int peer_errno(peer_int_fn f, int value, void *user, int before, int *after);
int peer_errno_plain(int (*f)(int value), int value, int before, int *after);

#endif
