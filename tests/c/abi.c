#include "peer.h"

/* One call with more arguments than registers, of both classes, through each calling convention. */

#define CALL(name, convention)                                                                                         \
    double name(double(convention * f)(int, double, int64_t, float, struct peer_big, short, double, long, void *),     \
                void *user)                                                                                            \
    {                                                                                                                  \
        struct peer_big big = {{10, 20, 30, 40, 50}};                                                                  \
        return f(1, 2.5, INT64_C(1) << 40, 0.5f, big, -7, 4.25, -9, user);                                             \
    }

CALL(peer_abi_c, )

#ifdef __x86_64__
CALL(peer_abi_ms, __attribute__((ms_abi)))
CALL(peer_abi_sysv, __attribute__((sysv_abi)))
#endif

#ifdef __i386__
CALL(peer_abi_stdcall, __attribute__((stdcall)))
CALL(peer_abi_fastcall, __attribute__((fastcall)))
CALL(peer_abi_thiscall, __attribute__((thiscall)))

#define TEXT_OF(name) #name
#define TEXT(name) TEXT_OF(name)

/* int peer_stack_left(void *f, void *user): the number of bytes of f(1, 2, user)'s arguments left after it has returned. stdcall
   and cdecl differ in the side that removes them; a C compiler would restore the pointer by itself. */
__asm__(".text\n"
        ".globl " TEXT(__USER_LABEL_PREFIX__) "peer_stack_left\n"
        TEXT(__USER_LABEL_PREFIX__) "peer_stack_left:\n"
        "    pushl %ebp\n"
        "    movl %esp, %ebp\n"
        "    pushl %ebx\n"
        "    andl $-16, %esp\n"
        "    subl $4, %esp\n"
        "    movl %esp, %ebx\n"
        "    pushl 12(%ebp)\n"
        "    pushl $2\n"
        "    pushl $1\n"
        "    call *8(%ebp)\n"
        "    movl %ebx, %eax\n"
        "    subl %esp, %eax\n"
        "    leal -4(%ebp), %esp\n"
        "    popl %ebx\n"
        "    popl %ebp\n"
        "    ret\n");
#endif
