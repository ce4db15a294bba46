/* Enums and flags in C: each has a type that the compiler chose. */
#include <stdint.h>

enum level { LEVEL_DEBUG, LEVEL_INFO = 5, LEVEL_ERROR };
enum sign { SIGN_MINUS = -1, SIGN_ZERO, SIGN_PLUS };

int enums_level(int (*f)(enum level level, void *user), unsigned value, void *user) { return f((enum level)value, user); }

enum level enums_get(enum level (*f)(int value, void *user), int value, void *user) { return f(value, user); }

enum sign enums_sign(enum sign (*f)(enum sign sign, void *user), int value, void *user)
{
    return f((enum sign)value, user);
}

int enums_byte(unsigned char (*f)(unsigned char value, void *user), unsigned char value, void *user)
{
    return f(value, user);
}

unsigned enums_flags(unsigned (*f)(unsigned flags, void *user), unsigned flags, void *user) { return f(flags, user); }

int enums_place(int (*f)(enum level *level, void *user), enum level *level, void *user) { return f(level, user); }

/* 1 if the compiler chose a signed type. */
int enums_level_is_signed(void) { return _Generic((enum level)0, int: 1, default: 0); }
int enums_sign_is_signed(void) { return _Generic((enum sign)0, int: 1, default: 0); }
int enums_level_size(void) { return sizeof(enum level); }
