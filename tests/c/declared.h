/* The functions and variables of a library: the blocks in tests/verify_declared.rs match them, or do not. */
#ifndef CALLBACK_DECLARED_H
#define CALLBACK_DECLARED_H

#include <stddef.h>
#include <stdint.h>

typedef struct store store;
typedef int (*store_visit)(void *data, const char *name, const uint8_t *bytes, size_t length);
typedef void (*store_free)(void *data);

typedef enum { STORE_READ = -1, STORE_UPDATE = 4, STORE_READ_ONLY } store_mode;
enum store_flags { STORE_SYNC = 1, STORE_TEMPORARY = 1u << 31 };
enum store_kinds { STORE_A = 1, STORE_B = 2, STORE_C = 4, STORE_D = 8, STORE_ALL = 15 };
typedef void (*store_on_mode)(store_mode mode);

int store_open(const char *path, store **opened);
void store_close(store *closed);
size_t store_count(const store *counted);
int store_each(store *visited, store_visit visit, void *data);
int store_watch(store *watched, store_visit visit, void *data, store_free gone);
int store_write(store *written, const void *bytes, unsigned int length);
char *store_name(const store *named);
void store_sort(void *base, size_t count, size_t size, int (*compare)(const void *, const void *, void *), void *data);
void store_remove(store *from, const char *const *names, int count);
double store_load(void);

extern int store_errors;
extern const char *const store_version;
extern char *store_path;
extern const unsigned short store_limits[4];

#endif
