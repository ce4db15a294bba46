/* plane.h: written from Rust; changes are lost. */
#ifndef INCLUDED_PLANE_H
#define INCLUDED_PLANE_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

enum { PLANE_DIMENSIONS = 2 };

#define PLANE_LIMIT 18446744073709551615ull

#define PLANE_LOWEST (-9223372036854775807ll - 1)

#define PLANE_LOW -5000000000ll

/** A color. */
typedef enum color {
    COLOR_RED = 0,
    /**
     * As the sky is.
     *
     * By day.
     */
    COLOR_BLUE = 7
} color;

/** Values that an `int` does not hold. */
typedef unsigned int plane_flags;

/** It is there. */
enum { PLANE_DRAWN = 1 };

#define PLANE_LAST 2147483648ull

typedef struct plane_handle plane_handle;

/** A place in the plane. */
struct point {
    double x;
    double y;
    int color;
    unsigned char reserved[2];
};

union plane_value {
    int number;
    const struct point *point;
};

/** What a program does with a plane. */
typedef struct plane_operations {
    int version;
    int (*visit)(void *, const struct point *, union plane_value);
    void (*end)(void *);
} plane_operations;

/**
 * The distance to the origin; -1 where `p` is null.
 *
 * It is no norm of a * / comment.
 */
double plane_norm(const struct point *p);

/* It has another name in Rust. */
int plane_add(int n, void *sum);

/** A context that borrows has a lifetime, and the symbol has none. */
void plane_names(int _n, void *names);

/** Visits a name; false stops. */
typedef bool (*plane_visit)(size_t index, const char *default_, void *seen);

typedef void (*plane_sort)(plane_handle *_handle, int (*_compare)(const struct point *, const struct point *), const double *_m);

/** A signature that C knows by a name, whatever closure it is bound to. */
typedef int (*plane_count)(const struct point *point, void *);

#ifdef __cplusplus
}
#endif

#endif
