// The functions of glibc that gcc's unwinder, `libgcc_eh.a`, uses, for a program that is linked statically with musl.
//
// `_dl_find_object` of glibc 2.35 finds the tables of a function; musl does not have it.
#define _GNU_SOURCE
#include <link.h>
#include <pthread.h>
#include <stddef.h>
#include <stdint.h>

struct dl_find_object {
    unsigned long long flags;
    void *map_start, *map_end;
    struct link_map *link_map;
    void *eh_frame;
    unsigned long long reserved[7];
};

struct search {
    uintptr_t pc;
    struct dl_find_object *found;
};

static int look(struct dl_phdr_info *info, size_t size, void *data) {
    (void)size;
    struct search *search = data;
    void *eh_frame = NULL;
    int inside = 0;
    for (int index = 0; index < info->dlpi_phnum; index++) {
        const ElfW(Phdr) *header = &info->dlpi_phdr[index];
        uintptr_t start = info->dlpi_addr + header->p_vaddr;
        if (header->p_type == PT_GNU_EH_FRAME) eh_frame = (void *)start;
        if (header->p_type != PT_LOAD || search->pc < start || search->pc - start >= header->p_memsz) continue;
        inside = 1;
        search->found->map_start = (void *)start;
        search->found->map_end = (void *)(start + header->p_memsz);
    }
    if (!inside || !eh_frame) return 0;
    search->found->eh_frame = eh_frame;
    return 1;
}

int _dl_find_object(void *pc, struct dl_find_object *found) {
    struct search search = { (uintptr_t)pc, found };
    found->flags = 0;
    found->link_map = NULL;
    return dl_iterate_phdr(look, &search) ? 0 : -1;
}

// The unwinder refers to these weakly, and takes a program with `__pthread_key_create` for one that has them all. A weak
// reference adds no member of musl's `libc.a`: without these strong ones each panic would call NULL.
__attribute__((used)) static const struct {
    int (*once)(pthread_once_t *, void (*)(void));
    int (*lock)(pthread_mutex_t *);
    int (*unlock)(pthread_mutex_t *);
    void *(*get)(pthread_key_t);
    int (*set)(pthread_key_t, const void *);
} used = { pthread_once, pthread_mutex_lock, pthread_mutex_unlock, pthread_getspecific, pthread_setspecific };
