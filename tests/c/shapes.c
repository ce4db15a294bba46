#include "shapes.h"

#include <stddef.h>
#include <string.h>

int shapes_run(const struct shapes_table *table, int value) {
    for (int i = 0; i < 3; i++) {
        if (table->slots[i]) {
            value = table->slots[i](value, table->user);
        }
    }
    return value;
}

int (*shapes_globals[2])(int value);

int shapes_run_globals(int value) {
    for (int i = 0; i < 2; i++) {
        value = shapes_globals[i] ? shapes_globals[i](value) : value;
    }
    return value;
}

int shapes_each(int (*each)(void *data[], int value), void *user, int count) {
    void *data[3] = {NULL, user, NULL};
    int sum = 0;
    for (int i = 0; i < count; i++) {
        sum += each(data, i);
    }
    return sum;
}

static int add(int value, void *data) { return *(int *)data += value; }

int shapes_nested(int (*outer)(shapes_add add, void *data, void *user), void *user) {
    int sum = 10;
    return outer(add, &sum, user) + sum;
}

int shapes_arguments(int (*edit)(int *argc, char ***argv, void *user), void *user) {
    char first[] = "program", second[] = "--flag", third[] = "file";
    char *list[] = {first, second, third, NULL}, **argv = list;
    int argc = 3;
    int status = edit(&argc, &argv, user);
    return status ? status : argc * 100 + (int)strlen(argv[0]);
}

int shapes_between(int (*text)(const char *str, const char *end, void *user), void *user) {
    const char *all = "key=value";
    return text(all, all + 3, user);
}
