/* A library of which the functions and the callbacks are stdcall or cdecl, in each combination. */

#include <windows.h>

typedef int(__stdcall *std_fn)(int a, int b, void *data);
typedef int(__cdecl *c_fn)(int a, int b, void *data);

/* The sum of f(i, 2 * i) for each i below n. */
#define FOLD(convention, name, fn)                                                                                     \
    int convention name(int n, fn f, void *data)                                                                       \
    {                                                                                                                  \
        int sum = 0;                                                                                                   \
        for (int i = 0; i < n; i++)                                                                                    \
            sum += f(i, 2 * i, data);                                                                                  \
        return sum;                                                                                                    \
    }

FOLD(__stdcall, conventions_std_std, std_fn)
FOLD(__stdcall, conventions_std_c, c_fn)
FOLD(__cdecl, conventions_c_std, std_fn)
FOLD(__cdecl, conventions_c_c, c_fn)

/* Sizes of arguments that are not those of a word. */
LONGLONG __stdcall conventions_wide(BYTE a, LONGLONG b, double c, POINT d) { return a + b + (LONGLONG)c + d.x + d.y; }
