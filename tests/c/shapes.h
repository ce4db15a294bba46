/* Shapes that are seldom: arrays of functions, functions in functions, user data in an array, arguments by pointers to pointers. */
#ifndef SHAPES_H
#define SHAPES_H

struct shapes_table { int (*slots[3])(int value, void *user); void *user; };
int shapes_run(const struct shapes_table *table, int value);

extern int (*shapes_globals[2])(int value);
int shapes_run_globals(int value);

int shapes_each(int (*each)(void *data[], int value), void *user, int count);

typedef int (*shapes_add)(int value, void *data);
int shapes_nested(int (*outer)(shapes_add add, void *data, void *user), void *user);

int shapes_arguments(int (*edit)(int *argc, char ***argv, void *user), void *user);
int shapes_between(int (*text)(const char *str, const char *end, void *user), void *user);

#endif
