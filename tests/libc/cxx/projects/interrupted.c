// SPDX-License-Identifier: MIT
// Tests that libatomic takes no lock for a 16-byte atomic object. A signal handler updates the same
// object as the code that it interrupts. With a lock, the handler would wait forever, and SIGALRM would
// end the program. After 50 signals, prints "no update lost" or "update lost".
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>
#include <sys/time.h>
struct pair { long a, b; };
static _Atomic(struct pair) pair;
static volatile int handled;
static void add(int signal)
{
    struct pair old = atomic_load(&pair), next;
    do next = (struct pair){ old.a + 1, old.b + 2 };
    while (!atomic_compare_exchange_weak(&pair, &old, next));
    if (signal) ++handled;
}
int main(void)
{
    long count = 0;
    alarm(20);
    signal(SIGALRM, SIG_DFL);
    signal(SIGVTALRM, add);
    setitimer(ITIMER_VIRTUAL, &(struct itimerval){ { 0, 1000 }, { 0, 1000 } }, 0);
    for (; handled < 50; count++) add(0);
    setitimer(ITIMER_VIRTUAL, &(struct itimerval){ 0 }, 0);
    struct pair end = atomic_load(&pair);
    puts(end.a == count + handled && end.b == 2 * end.a ? "no update lost" : "update lost");
    return 0;
}
