/* Rust's standard library finds this function of glibc by its name and calls it through a pointer. Control-flow integrity knows
 * functions of this program alone, so here is one; it knows those whose address is taken. */
#include <limits.h>
#include <pthread.h>
#include <stddef.h>

size_t __pthread_get_minstack(const pthread_attr_t *attributes) __attribute__((visibility("default")));

size_t __pthread_get_minstack(const pthread_attr_t *attributes)
{
    (void)attributes;
    return PTHREAD_STACK_MIN;
}

__attribute__((used)) static size_t (*volatile taken)(const pthread_attr_t *) = __pthread_get_minstack;
