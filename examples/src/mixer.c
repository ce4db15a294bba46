#include "mixer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int mixer_run(mixer_process process, void *user) {
    float left[4] = {1, 2, 3, 4}, right[4] = {-1, -2, -3, -4};
    float *channels[2] = {left, right};
    int rc = process(user, channels, 2, 4);
    return rc ? rc : (int)(left[3] * 100 - right[0] * 10);
}

int mixer_shift(mixer_copy copy, void *user, float *samples, size_t count) {
    return copy(samples + 1, samples, count - 1, user);
}

int64_t mixer_sum(mixer_setting setting, void *user) {
    int64_t sum = 0, value;
    const char *keys[] = {"rate", "channels", "colour"};
    for (int i = 0; i < 3; i++) {
        int rc = setting(keys[i], &value, user);
        if (rc < 0)
            return rc;
        sum += value;
    }
    return sum;
}

int mixer_render(mixer_progress progress, void *user) {
    for (int percent = 0; percent <= 100; percent += 10) {
        int go_on = 1;
        progress(percent, &go_on, user);
        if (!go_on)
            return percent;
    }
    return 100;
}

size_t mixer_label(mixer_map map, mixer_name name, void *user, char *text, size_t size) {
    struct mixer_point point = map((struct mixer_point){1.5, 0.25}, user);
    char *label = name(&point, user);
    if (!label)
        return 0;
    snprintf(text, size, "%s", label);
    size_t length = strlen(label);
    free(label);
    return length;
}

int mixer_open_all(mixer_open open, void *user) {
    const char *files[] = {"drums.wav", "bass.wav"};
    const char *options[] = {"loop", "mono", NULL};
    return open(files, 2, options, user);
}

char **mixer_names(void) {
    char **names = calloc(3, sizeof *names);
    if (!names)
        abort();
    names[0] = strdup("left"), names[1] = strdup("right");
    return names;
}

void mixer_names_free(char **names) {
    for (char **name = names; *name; name++)
        free(*name);
    free(names);
}

int mixer_peaks(const char *name, int **peaks, size_t *n) {
    static const int found[] = {3, 1, 4};
    if (strcmp(name, "left") || !(*peaks = malloc(sizeof found)))
        return -1;
    memcpy(*peaks, found, sizeof found);
    *n = 3;
    return 0;
}

struct mixer_track {
    mixer_read read;
    mixer_close close;
    void *user;
    void (*beat)(void *user, long sample);
    void *beat_user;
    int (*destroy)(void *user);
};

mixer_track *mixer_track_new(mixer_read read, mixer_close close, void *user) {
    mixer_track *track = calloc(1, sizeof *track);
    if (track)
        track->read = read, track->close = close, track->user = user;
    return track;
}

int mixer_track_free(mixer_track *track) {
    if (track->destroy)
        track->destroy(track->beat_user);
    int rc = track->close(track->user);
    free(track);
    return rc;
}

int mixer_track_pull(mixer_track *track, long *sample) {
    int rc = track->read(track->user, sample);
    if (rc == 0 && track->beat)
        track->beat(track->beat_user, *sample);
    return rc;
}

int mixer_track_on_beat(mixer_track *track, void (*beat)(void *user, long sample), void *user,
                        int (*destroy)(void *user)) {
    if (track->destroy && track->destroy(track->beat_user))
        return -1;
    track->beat = beat, track->beat_user = user, track->destroy = destroy;
    return 0;
}
