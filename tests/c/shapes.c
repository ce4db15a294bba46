#include "shapes.h"

#include <stdlib.h>
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

static _Thread_local int allocated;

int shapes_allocated(void) { return allocated; }

static void *allocate(size_t size) {
    allocated++;
    return malloc(size);
}

void shapes_free(void *memory) {
    allocated -= memory != NULL;
    free(memory);
}

char **shapes_names(int count) {
    char **names = allocate((count + 1) * sizeof *names);
    for (int i = 0; i < count; i++) {
        names[i] = allocate(2);
        names[i][0] = 'a' + i;
        names[i][1] = 0;
    }
    names[count] = NULL;
    return names;
}

void shapes_names_free(char **names) {
    for (char **name = names; *name; name++) {
        shapes_free(*name);
    }
    shapes_free(names);
}

char **shapes_counted_names(int *count) {
    int n = *count = 2;
    return shapes_names(n);
}

int shapes_pack(int status, unsigned char **out, size_t *len) {
    if (status < 0) {
        return status;
    }
    *out = allocate(status + 1);
    for (int i = 0; i < status; i++) {
        (*out)[i] = i * 2;
    }
    *len = status;
    return 0;
}

int shapes_pack_int(int count, int **out, int *len) {
    *out = allocate(sizeof(int) * 4);
    (*out)[0] = 7;
    *len = count;
    return 0;
}

int *shapes_up_to(int end) {
    int *numbers = allocate(sizeof(int) * (end + 1));
    for (int i = 0; i <= end; i++) {
        numbers[i] = i < end ? i + 1 : -1;
    }
    return numbers;
}

int shapes_list(int **list) {
    *list = shapes_up_to(5);
    return 5;
}

const double *shapes_values(const struct shapes_matrix *matrix) { return matrix->values; }

const int *shapes_primes(void) {
    static const int primes[] = {2, 3, 5, 0};
    return primes;
}

const char *const *shapes_days(void) {
    static const char *const days[] = {"mon", "tue", NULL};
    return days;
}

int shapes_view(const struct shapes_matrix *matrix, const double **values, size_t *len) {
    *values = matrix->values;
    *len = matrix->rows * matrix->columns;
    return 0;
}

int shapes_unpack(shapes_pack_fn pack, void *user, unsigned *sum) {
    unsigned char *out = NULL;
    size_t len = 99;
    int status = pack(&out, &len, user);
    *sum = 0;
    for (size_t i = 0; status == 0 && i < len; i++) {
        *sum += out[i];
    }
    free(out);
    return status;
}

int shapes_unpack_short(int (*pack)(int **out, signed char *len, void *user), void *user, int *sum) {
    int *out = NULL;
    signed char len = 99;
    int status = pack(&out, &len, user);
    *sum = 0;
    for (int i = 0; status == 0 && i < len; i++) {
        *sum += out[i];
    }
    free(out);
    return status;
}

int shapes_unpack_nowhere(shapes_pack_fn pack, void *user) {
    size_t len = 0;
    int status = pack(NULL, &len, user);
    return status ? status : (int)len;
}

int shapes_fail(int code, shapes_error error, void *user) {
    if (code) {
        error(user, "code %d of %s", code, "shapes");
    }
    return code + 1;
}

int shapes_log(void (*log)(void *user, const char *format, ...), void *user) {
    log(user, "%d and %.1f", 1, 2.5);
    log(user, "none");
    return 2;
}

int shapes_log_plain(void (*log)(const char *format, ...)) {
    log("%s %c", "plain", 'x');
    return 1;
}
