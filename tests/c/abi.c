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
