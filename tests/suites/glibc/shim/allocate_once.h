/* SPDX-License-Identifier: MIT */
/* Returns *place, after storing a new object there if it is null. If another thread stores one first, ours is freed. */
#include <stdlib.h>
static inline void *allocate_once(void **place, void *(*allocate)(void *), void (*deallocate)(void *, void *),
                                  void *closure) {
    void *old = __atomic_load_n(place, __ATOMIC_ACQUIRE);
    if (old) return old;
    void *made = allocate(closure);
    if (!made || __atomic_compare_exchange_n(place, &old, made, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return made;
    if (deallocate) deallocate(closure, made);
    return old;
}
