/* A library whose callbacks answer through what they are given, as SQL functions do. */
#include <errno.h>
#include <string.h>

struct answer {
    int value;
    char error[96];
};

void told_value(struct answer *to, int value) { to->value = value; }

void told_error(struct answer *to, const char *message)
{
    strncat(to->error, message, sizeof to->error - strlen(to->error) - 1);
    errno = E2BIG;
}

void told_call(void (*f)(struct answer *to, const int *n, void *user), struct answer *to, const int *n, void *user)
{
    f(to, n, user);
}

int told_ask(int (*f)(struct answer *to, const char *text, void *user), struct answer *to, const char *text, void *user)
{
    errno = 0;
    return f(to, text, user);
}

int told_errno(void) { return errno; }

int told_alone(int (*f)(struct answer *to, const int *n), struct answer *to, const int *n) { return f(to, n); }

/* What a callback lends is good until the next call. */
int told_name(const char *(*f)(void *user, int index), void *user, int index, char *to, size_t size)
{
    const char *name = f(user, index);
    if (!name) return -1;
    strncpy(to, name, size - 1);
    return (int)strlen(name);
}

int told_number(const int *(*f)(const int *index, void *user), const int *index, void *user)
{
    const int *number = f(index, user);
    return number ? *number : -1;
}

union told_value {
    int whole;
    float part;
};

/* `part` says which member is set. */
int told_union(int (*f)(union told_value *value, int part, void *user), int part, void *user)
{
    union told_value value;
    if (part) value.part = 2.5f;
    else value.whole = 7;
    int answer = f(&value, part, user);
    return part ? answer + (int)(value.part * 10) : answer + value.whole;
}
