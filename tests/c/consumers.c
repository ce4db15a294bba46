#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

/* C functions that need more than one call to set a callback: see declare_body.rs. */

/* Options of a variadic setter. */
struct easy {
    int (*write)(const char *text, size_t size, void *user);
    void *user;
    long limit;
};

enum { EASY_WRITE = 1, EASY_WRITE_USER = 2, EASY_LIMIT = 3 };

struct easy *easy_new(void)
{
    return calloc(1, sizeof(struct easy));
}

void easy_free(struct easy *easy)
{
    free(easy);
}

int easy_set(struct easy *easy, int option, ...)
{
    va_list arguments;
    int unknown = 0;

    va_start(arguments, option);
    switch (option) {
    case EASY_WRITE:
        easy->write = va_arg(arguments, int (*)(const char *, size_t, void *));
        break;
    case EASY_WRITE_USER:
        easy->user = va_arg(arguments, void *);
        break;
    case EASY_LIMIT:
        easy->limit = va_arg(arguments, long);
        break;
    default:
        unknown = 48;
    }
    va_end(arguments);
    return unknown;
}

int easy_perform(struct easy *easy)
{
    static const char *const texts[] = {"one", "three", "two"};
    for (long i = 0; i < 3 && i < easy->limit; i++) {
        size_t size = i == 1 ? 5 : 3;
        if (easy->write && easy->write(texts[i], size, easy->user) != (int)size)
            return 23;
    }
    return 0;
}

/* A struct that carries the function and its parameter. */
struct integrand {
    double (*function)(double x, void *params);
    void *params;
};

int integrate(const struct integrand *f, double from, double to, double *result)
{
    const int steps = 100;
    double sum = 0, width = (to - from) / steps;
    for (int i = 0; i < steps; i++)
        sum += f->function(from + (i + 0.5) * width, f->params) * width;
    *result = sum;
    return 0;
}

/* Options with several pairs. */
struct walk_options {
    unsigned version;
    int (*enter)(int depth, void *payload);
    void *enter_payload;
    void (*leave)(int depth, void *payload);
    void *leave_payload;
};

int walk(int depth, const struct walk_options *options)
{
    if (options->version != 1)
        return -2;
    for (int i = 0; i < depth; i++) {
        int rc = options->enter ? options->enter(i, options->enter_payload) : 0;
        if (rc)
            return rc;
    }
    for (int i = depth; i-- > 0;)
        if (options->leave)
            options->leave(i, options->leave_payload);
    return 0;
}

/* A setter that returns the previous function, and a getter that writes it. */
typedef int (*filter)(int);

static filter installed;

filter filter_install(filter next)
{
    filter previous = installed;
    installed = next;
    return previous;
}

void filter_get(filter *out)
{
    *out = installed;
}

int filter_apply(int value)
{
    return installed ? installed(value) : value;
}

/* A global variable that is the callback. */
int (*startup_hook)(void);

int startup(void)
{
    return startup_hook ? startup_hook() : -1;
}
