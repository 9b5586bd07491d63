/* SPDX-License-Identifier: MIT */
/* Tests of <fenv.h> enable traps with these functions of glibc. A bit that is set in a control word disables a trap. */
#include <fenv.h>
#ifndef __GLIBC__
static inline int nacre_change_traps(int enabled, int disabled) {
    unsigned short x87;
    unsigned sse;
    __asm__ volatile("fnstcw %0" : "=m"(x87));
    __asm__ volatile("stmxcsr %0" : "=m"(sse));
    int old = ~x87 & FE_ALL_EXCEPT;
    x87 = (x87 | (disabled & FE_ALL_EXCEPT)) & ~(enabled & FE_ALL_EXCEPT);
    sse = (sse | (disabled & FE_ALL_EXCEPT) << 7) & ~((enabled & FE_ALL_EXCEPT) << 7);
    __asm__ volatile("fldcw %0" : : "m"(x87));
    __asm__ volatile("ldmxcsr %0" : : "m"(sse));
    return old;
}
static inline int feenableexcept(int traps) { return nacre_change_traps(traps, 0); }
static inline int fedisableexcept(int traps) { return nacre_change_traps(0, traps); }
static inline int fegetexcept(void) { return nacre_change_traps(0, 0); }
#endif
