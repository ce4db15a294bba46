/* Takes what a callback allocated, and frees it. */
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

int owned_length(char *(*f)(int n, void *user), int n, void *user)
{
    char *text = f(n, user);
    int length = text ? (int)strlen(text) : -1;
    free(text);
    return length;
}

int64_t owned_sum(int (*f)(int64_t **numbers, size_t *n, void *user), void *user)
{
    int64_t *numbers = NULL, sum = 0;
    size_t n = 0;
    f(&numbers, &n, user);
    for (size_t i = 0; i < n; i++)
        sum += numbers[i];
    free(numbers);
    return sum;
}

/* Like `dbus_bool_t`: true may be any number, 256 too. */
unsigned owned_truth32(unsigned (*f)(unsigned value, void *user), unsigned value, void *user) { return f(value, user); }

int owned_truth(short (*f)(unsigned char byte, short variant, void *user), unsigned char byte, short variant, void *user)
{
    return f(byte, variant, user);
}
