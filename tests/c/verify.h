/* The declarations of a library: those in tests/verify.rs match them, or do not. */
#ifndef CALLBACK_VERIFY_H
#define CALLBACK_VERIFY_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int gboolean;
typedef long long wide;
typedef struct person person;
typedef struct { double x, y; } point;
typedef enum { LEVEL_LOW = -1, LEVEL_HIGH = 7 } level;
enum color { COLOR_RED, COLOR_GREEN = 4000000000u };
union value { int number; void *pointer; };

struct record {
    char tag;
    unsigned short count;
    const char *name;
    double weights[3];
    enum color color;
    struct { int inner; int (*on_inner)(int, void *); } nested;
    int (*on_record)(struct record *record, void *data);
};

#define LIMIT 0x8000000000000000ull
#define LOWEST (-9223372036854775807ll - 1)

typedef gboolean (*on_person)(const person *who, wide number, void *data);
typedef void on_numbers(bool, char, signed char, unsigned char, short, unsigned, long, size_t, float, double);
typedef int (*on_strings)(void *data, int count, char **values, const char *name);
typedef point (*on_point)(point by_value, point *out, union value value, level how, enum color color);
typedef void (*on_list)(va_list arguments);
typedef void (*on_any)();
typedef int (*on_variadic)(const char *format, ...);
typedef void (*on_function)(void (*done)(int status, void *data), void *data);
#ifdef __x86_64__
typedef int (__attribute__((ms_abi)) *on_ms)(int);
#endif
typedef void (*on_exit_)(void) __attribute__((noreturn));

int each_person(on_person callback, void *data, int (*other)(int));
on_person current(void);
void set_exit(void (*callback)(void) __attribute__((noreturn)), int status);
void leave(int status) __attribute__((noreturn));
union status { int code; };
int status(const union status *status, const person *person);
typedef int (*on_status)(const union status *status, const person *person);
unsigned count(volatile unsigned *place, const volatile char *const *names, int *volatile *to);
struct sign { char byte; };
int log_line(const char *format, ...);

/* Types inside of types. */
typedef struct { int value; } under_score;
typedef struct { double x[4]; } four;
void underscores(under_score *one, const under_score *const *all, int (*rows)[3]);
void sizes(size_t size, ptrdiff_t difference, float real, const four *block);
void each_seen(void (*seen)(const person *who));
void call_any(void (*any)());
void log_with(int (*log)(const char *format, ...));
#ifdef __SIZEOF_INT128__
void large(__int128 number, unsigned __int128 bits);
#endif
#ifdef __x86_64__
void use_ms(on_ms function);
#endif

#endif
