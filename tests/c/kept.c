// Keeps a callback for each thread, and releases it or not.
#include <errno.h>
#include <stddef.h>

typedef int (*kept_fn)(int value, void *data);

static _Thread_local struct { kept_fn f; void *data; int token; } kept;
static _Thread_local int tokens;

// Keeps the callback, writes a token and a level, and returns the status.
int kept_watch(int status, int level, kept_fn f, void *data, int *token, int *level_out) {
    kept.f = f;
    kept.data = data;
    kept.token = ++tokens;
    *token = kept.token;
    *level_out = level;
    return status;
}

// Releases the callback: 0. If the token is another one: EBUSY, and the callback stays.
int kept_unwatch(int token) {
    if (token != kept.token) {
        return EBUSY;
    }
    kept.f = NULL;
    return 0;
}

void kept_forget(void) { kept.f = NULL; }

int kept_token(void) { return kept.token; }

int kept_is_watching(void) { return kept.f != NULL; }

int kept_emit(int value) { return kept.f ? kept.f(value, kept.data) : -99; }
