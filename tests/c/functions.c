/* Functions that share user data without a struct, as expat and libarchive have them, and tables that C writes to. */
#include <stddef.h>
#include <stdlib.h>

typedef void (*functions_name)(void *user, char name);

struct functions {
    functions_name start, end;
    void *user;
    int depth;
};

struct functions *functions_new(void) { return calloc(1, sizeof(struct functions)); }
void functions_set_user(struct functions *f, void *user) { f->user = user; }

void functions_set(struct functions *f, functions_name start, functions_name end)
{
    f->start = start;
    f->end = end;
}

/* A letter starts, a dot ends. */
int functions_parse(struct functions *f, const char *text)
{
    for (; *text; text++) {
        if (*text != '.') {
            f->depth++;
            if (f->start)
                f->start(f->user, *text);
        } else if (f->depth > 0) {
            f->depth--;
            if (f->end)
                f->end(f->user, *text);
        } else {
            return -1;
        }
    }
    return f->depth;
}

/* Ends what is open. */
void functions_free(struct functions *f)
{
    while (f->depth-- > 0)
        if (f->end)
            f->end(f->user, '!');
    free(f);
}

/* Calls during this call; a leave that is not zero stops it. */
int functions_visit(int n, void (*enter)(int depth, void *user), int (*leave)(int depth, void *user), void *user)
{
    for (int i = 0; i < n; i++) {
        int rc;
        enter(i, user);
        if ((rc = leave(i, user)))
            return rc;
    }
    return 0;
}

/* Calls while a call is inside. */
int functions_nested(int depth, int (*down)(int depth, void *user), int (*up)(int depth, void *user), void *user)
{
    return depth > 0 ? down(depth, user) + up(depth, user) : 0;
}

/* Like archive_read_open: opens, reads until there is no more, closes. */
long functions_open(void *user, int (*open)(void *user), long (*read)(void *user, char *to, size_t n),
                    int (*close)(void *user))
{
    char to[4];
    long sum = 0, n;
    if (open && open(user))
        sum = -1;
    else
        while ((n = read(user, to, sizeof to)) > 0)
            while (n)
                sum += to[--n];
    return close(user) ? -1 : sum;
}

struct functions_ops {
    struct functions_ops *next;
    int calls;
    int (*level)(void *user);
    int (*limit)(void *user);
    void *user;
};

void functions_add(struct functions_ops **list, struct functions_ops *ops)
{
    ops->next = *list;
    *list = ops;
}

int functions_sum(struct functions_ops *list)
{
    int sum = 0;
    for (; list; list = list->next) {
        list->calls++;
        sum += list->level(list->user);
        if (list->limit)
            sum += list->limit(list->user);
    }
    return sum;
}
