/* Complex numbers and `long double`, by value and in memory. */
#include <stddef.h>

float _Complex complex_float(
    float _Complex (*f)(int n, float _Complex z, float scale, void *user), float re, float im, void *user)
{
    float _Complex z = re + im * __extension__ 1.0iF;
    return f(3, z, 0.5f, user) + 1;
}

double _Complex complex_double(
    double _Complex (*f)(double first, double _Complex z, void *user, double _Complex w), double re, double im,
    void *user)
{
    double _Complex z = re + im * __extension__ 1.0i;
    return f(0.25, z, user, -z) + 2;
}

/* The sum of the numbers that the callback has changed. */
double complex_in_memory(void (*f)(double _Complex *values, size_t n, const float _Complex *by, void *user), void *user)
{
    double _Complex values[2] = {1 + 2 * __extension__ 1.0i, 3};
    float _Complex by = __extension__ 1.0iF;
    f(values, 2, &by, user);
    return __real__ values[0] + 10 * __imag__ values[0] + 100 * __real__ values[1] + 1000 * __imag__ values[1];
}

size_t complex_long_size(void) { return sizeof(long double) * 100 + _Alignof(long double); }

/* 1 if the callback's result has exactly this value. */
int complex_long(void (*f)(const long double *x, long double *y, void *user), void *user)
{
    long double x = 1.0L / 3, y = 0;
    f(&x, &y, user);
    return y == (long double)(double)(1.0L / 3) * 2 - 1;
}

long double complex_long_by_two(long double x) { return 2 * x; }
