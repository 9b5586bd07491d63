/* SPDX-License-Identifier: MIT */
// Tests the arguments of an IFUNC resolver. As in glibc, they describe the processor: the value of AT_HWCAP and,
// on some architectures, more. On x86, a resolver has no arguments.
#include "expect.h"

#include <sys/auxv.h>

static unsigned long first, size, hwcap, hwcap2;
static int hwprobe_works;
static int called(void) { return 2; }

#if defined __aarch64__
static int (*resolve(unsigned long flags, const unsigned long *more))(void)
{
    first = flags;
    size = more[0];
    hwcap = more[1];
    hwcap2 = more[2];
    return called;
}
#elif defined __riscv
static int (*resolve(unsigned long flags, int (*hwprobe)(void *, unsigned long, unsigned long, void *, unsigned)))(void)
{
    enum { RISCV_HWPROBE_KEY_BASE_BEHAVIOR = 3, ENOSYS = 38 };
    struct { long long key; unsigned long long value; } pair = {RISCV_HWPROBE_KEY_BASE_BEHAVIOR, 0};
    first = flags;
    // Linux before 6.4 fails with ENOSYS. Newer kernels support the key; for an unknown key, they would store -1.
    int error = hwprobe(&pair, 1, 0, 0, 0);
    hwprobe_works = error == ENOSYS || (!error && pair.key == RISCV_HWPROBE_KEY_BASE_BEHAVIOR);
    return called;
}
#else
static int (*resolve(unsigned long flags))(void)
{
    first = flags;
    return called;
}
#endif
static int chosen(void) __attribute__((ifunc("resolve")));

int main(void)
{
    EXPECT(chosen() == 2);
#if defined __aarch64__
    EXPECT(first == (getauxval(AT_HWCAP) | 1UL << 62)); // bit 62 means that there is a second argument
    EXPECT(size == 3 * sizeof size); // the second argument is a structure: its size, AT_HWCAP and AT_HWCAP2
    EXPECT(hwcap == getauxval(AT_HWCAP));
    EXPECT(hwcap2 == getauxval(AT_HWCAP2));
#elif defined __riscv
    EXPECT(first == getauxval(AT_HWCAP));
    EXPECT(hwprobe_works);
#elif !defined __x86_64__ && !defined __i386__
    EXPECT(first == getauxval(AT_HWCAP));
#endif
    return failures != 0;
}
