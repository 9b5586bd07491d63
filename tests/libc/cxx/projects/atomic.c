// SPDX-License-Identifier: MIT
// A program for libatomic. Four threads update a 16-byte atomic object, and a 40-byte atomic object is
// copied. Prints both members of the first, and the text in the second.
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
struct pair { long a, b; };
struct large { char bytes[40]; };
static _Atomic(struct pair) pair;
static _Atomic(struct large) large;
static void *add(void *unused)
{
    for (int i = 0; i < 20000; i++) {
        struct pair old = atomic_load(&pair), next;
        do next = (struct pair){ old.a + 1, old.b + 2 };
        while (!atomic_compare_exchange_weak(&pair, &old, next));
    }
    return unused;
}
int main(void)
{
    pthread_t threads[4];
    for (int i = 0; i < 4; i++) pthread_create(&threads[i], 0, add, 0);
    for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
    struct pair end = atomic_load(&pair);
    atomic_store(&large, (struct large){ "text" });
    struct large copy = atomic_load(&large);
    printf("%ld %ld %s\n", end.a, end.b, copy.bytes);
    return 0;
}
