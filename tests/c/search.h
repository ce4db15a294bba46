/* A C library that keeps functions and user data by number, and calls them in any pairing, on any thread, on command. */
#ifndef SEARCH_H
#define SEARCH_H

struct search_base {
    void *methods;
    int number;
};

enum search_shape { SEARCH_PASSED, SEARCH_PLAIN, SEARCH_OBJECT };

/* The result if no callback is registered. */
#define SEARCH_NOBODY (-100)

/* Built with address sanitizer. */
int search_is_sanitized(void);
void search_reset(void);
void search_keep(int number, int shape, void (*f)(void), void *user);
/* Adds a function that ends a context: a destroy notify, or a closing callback of the shape. */
void search_give_destroy(int number, void (*destroy)(void *));
void search_give_closing(int number, void (*closing)(void));

/* The function of one context with the user data of another; `null` passes NULL as the argument. */
int search_call(int function, int user, int value, int null);
int search_call_with(int function, void *user, int value);
int search_call_on_thread(int function, int user, int value);
/* Calls the end that was added at this position. */
int search_end(int number, int position, int value);
/* Calls that end with the user data of another context. */
int search_end_other(int number, int position, int user, int value);
int search_end_on_thread(int number, int position, int value);

/* Calls that end on one of two threads (0, 1), which begin at `search_end_begin`. */
void search_end_prepare(int thread, int number, int position);
void search_end_begin(void);
void search_end_join(int thread);

/* One call on a thread that stays inside until the callback returns. */
void search_start(int function, int user, int value);
int search_finished(void);
int search_join(void);

/* A thread that calls again and again. */
void search_pump(int function, int user);
long search_pump_stop(void);

/* Keeps a callback; the result and the place of those who subscribe, and the result of those who unsubscribe, are set before. */
void search_answer(int status, int level, int busy);
int search_subscribe(int (*f)(const int *, void *), void *user, int *level);
int search_unsubscribe(void);
int search_is_subscribed(void);
int search_fire(int value);

/* Keeps a callback without user data as the function of a context, until it is unsubscribed. */
int search_subscribe_slot(int number, int (*f)(const int *), int *level);
int search_unsubscribe_slot(int number);
int search_is_kept(int number);
/* The address of the function of a context. */
void *search_function(int number);

/* A thread that calls a function with one context after the other. */
void search_churn(int function);
/* Sets the context, and waits for a call with it for a moment. */
void search_churn_with(void *user);
void search_churn_stop(void);

#endif
