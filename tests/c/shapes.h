/* Shapes that are seldom: arrays of functions, functions in functions, user data in an array, arguments by pointers to pointers. */
#ifndef SHAPES_H
#define SHAPES_H

#include <stddef.h>

struct shapes_table { int (*slots[3])(int value, void *user); void *user; };
int shapes_run(const struct shapes_table *table, int value);

extern int (*shapes_globals[2])(int value);
int shapes_run_globals(int value);

int shapes_each(int (*each)(void *data[], int value), void *user, int count);

typedef int (*shapes_add)(int value, void *data);
int shapes_nested(int (*outer)(shapes_add add, void *data, void *user), void *user);

int shapes_arguments(int (*edit)(int *argc, char ***argv, void *user), void *user);
int shapes_between(int (*text)(const char *str, const char *end, void *user), void *user);

/* Arrays that the caller frees. */
char **shapes_names(int count);
void shapes_names_free(char **names);
int shapes_allocated(void);
char **shapes_counted_names(int *count);
int shapes_pack(int status, unsigned char **out, size_t *len);
int shapes_pack_int(int count, int **out, int *len);
void shapes_free(void *memory);
int *shapes_up_to(int end);
int shapes_list(int **list);

/* Arrays of an unknown number of elements, which belong to C. */
struct shapes_matrix { int rows, columns; double values[6]; };
const double *shapes_values(const struct shapes_matrix *matrix);
const int *shapes_primes(void);
const char *const *shapes_days(void);
int shapes_view(const struct shapes_matrix *matrix, const double **values, size_t *len);

/* A callback that allocates what C frees. */
typedef int (*shapes_pack_fn)(unsigned char **out, size_t *len, void *user);
int shapes_unpack(shapes_pack_fn pack, void *user, unsigned *sum);
int shapes_unpack_short(int (*pack)(int **out, signed char *len, void *user), void *user, int *sum);
int shapes_unpack_nowhere(shapes_pack_fn pack, void *user);

/* Variadic callbacks, some of which do not return. */
typedef void (*shapes_error)(void *user, const char *format, ...) __attribute__((noreturn));
int shapes_fail(int code, shapes_error error, void *user);
int shapes_log(void (*log)(void *user, const char *format, ...), void *user);
int shapes_log_plain(void (*log)(const char *format, ...));

#endif
