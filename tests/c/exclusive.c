// An interpreter: functions that change it, a result that is good until the next change, commands with user data.
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct interp;
typedef int (*command_fn)(void *data, struct interp *interp, int argument);
typedef int (*two_fn)(struct interp *a, struct interp *b, void *data);

struct interp {
    char *result;
    int count;
    command_fn command;
    void *data;
};

static _Thread_local int freed;

struct interp *exclusive_new(void) {
    struct interp *interp = calloc(1, sizeof *interp);
    interp->result = calloc(1, 1);
    return interp;
}

// Calls the command a last time.
void exclusive_free(struct interp *interp) {
    if (interp->command) {
        interp->command(interp->data, interp, -1);
    }
    free(interp->result);
    free(interp);
    freed++;
}

int exclusive_freed(void) { return freed; }

static void set_result(struct interp *interp, const char *text) {
    char *copy = malloc(strlen(text) + 1);
    strcpy(copy, text);
    free(interp->result);
    interp->result = copy;
}

void exclusive_set(struct interp *interp, const char *text) {
    interp->count++;
    set_result(interp, text);
}

const char *exclusive_result(const struct interp *interp) { return interp->result; }

int exclusive_count(const struct interp *interp) { return interp->count; }

// Returns the result, which it changes.
const char *exclusive_next(struct interp *interp) {
    char text[32];
    snprintf(text, sizeof text, "%d", ++interp->count);
    set_result(interp, text);
    return interp->result;
}

void exclusive_command(struct interp *interp, command_fn f, void *data) {
    interp->command = f;
    interp->data = data;
}

// Runs the command, which may change the interpreter.
int exclusive_eval(struct interp *interp, int argument) {
    return interp->command ? interp->command(interp->data, interp, argument) : -99;
}

// Calls the function during this call.
int exclusive_each(struct interp *interp, int n, command_fn f, void *data) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
        sum += f(data, interp, i);
    }
    return sum;
}

// Passes two interpreters, which may be one.
int exclusive_two(struct interp *a, struct interp *b, two_fn f, void *data) { return f(a, b, data); }
