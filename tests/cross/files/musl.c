// `_dl_find_object` of glibc 2.35, by which gcc's unwinder finds the tables of a function, for musl, which does not have it.
#define _GNU_SOURCE
#include <link.h>
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
