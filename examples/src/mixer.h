/* Stands for a library that mixes sound. */
#include <stddef.h>
#include <stdint.h>

/* Changes `frames` samples of each channel in place. */
typedef int (*mixer_process)(void *user, float *const *channels, int count, int frames);
int mixer_run(mixer_process process, void *user);

/* Source and destination may be the same memory, or overlap. */
typedef int (*mixer_copy)(float *to, float *from, size_t count, void *user);
int mixer_shift(mixer_copy copy, void *user, float *samples, size_t count);

/* Stores the value of a setting and returns 0, or returns a negative errno. */
typedef int (*mixer_setting)(const char *key, int64_t *value, void *user);
int64_t mixer_sum(mixer_setting setting, void *user);

/* Shows progress; `*go_on` is nonzero, and set to zero to stop. */
typedef void (*mixer_progress)(int percent, int *go_on, void *user);
int mixer_render(mixer_progress progress, void *user);

struct mixer_point {
    double time, level;
};

/* Returns a point by value. */
typedef struct mixer_point (*mixer_map)(struct mixer_point point, void *user);
/* Returns a name that the library frees with free(), or NULL. */
typedef char *(*mixer_name)(const struct mixer_point *point, void *user);
size_t mixer_label(mixer_map map, mixer_name name, void *user, char *text, size_t size);

/* Called with the names of `count` files, and with options that end with NULL. */
typedef int (*mixer_open)(const char *const *files, int count, const char *const *options, void *user);
int mixer_open_all(mixer_open open, void *user);

/* The names of the channels: ends with NULL, for mixer_names_free. */
char **mixer_names(void);
void mixer_names_free(char **names);
/* Returns 0, with an array for free(), or -1 if there is no such channel. */
int mixer_peaks(const char *name, int **peaks, size_t *n);

/* A track reads its samples, and closes its reader last, in mixer_free. */
typedef struct mixer_track mixer_track;
typedef int (*mixer_read)(void *user, long *sample);
typedef int (*mixer_close)(void *user);
mixer_track *mixer_track_new(mixer_read read, mixer_close close, void *user);
int mixer_track_free(mixer_track *track);
/* Returns 0, or a negative errno. */
int mixer_track_pull(mixer_track *track, long *sample);
/* `destroy` returns nonzero if the data is still in use. */
int mixer_track_on_beat(mixer_track *track, void (*beat)(void *user, long sample), void *user,
                        int (*destroy)(void *user));
