/* SPDX-License-Identifier: MIT */
// Tests the floating-point environment of a program that enables exception traps: an exception then causes SIGFPE. Each
// exception has a mask bit in the control registers of SSE and x87. A trap is enabled if the bit is 0.
#include "cases.h"

#include <fenv.h>
#include <setjmp.h>
#include <signal.h>

#if defined(__x86_64__)
enum { kTrapping = FE_INVALID | FE_DIVBYZERO | FE_OVERFLOW };

static unsigned sse_masked(void)
{
	unsigned control;
	__asm__ __volatile__("stmxcsr %0" : "=m"(control));
	return control >> 7 & FE_ALL_EXCEPT;
}
static unsigned x87_masked(void)
{
	unsigned short control;
	__asm__ __volatile__("fnstcw %0" : "=m"(control));
	return control & FE_ALL_EXCEPT;
}
static void enable_traps(void)
{
	unsigned sse;
	unsigned short x87;
	__asm__ __volatile__("stmxcsr %0" : "=m"(sse));
	__asm__ __volatile__("fnstcw %0" : "=m"(x87));
	sse &= ~((unsigned)kTrapping << 7);
	x87 &= (unsigned short)~kTrapping;
	__asm__ __volatile__("ldmxcsr %0" : : "m"(sse));
	__asm__ __volatile__("fldcw %0" : : "m"(x87));
}

static sigjmp_buf trapped;
static void on_trap(int number) { siglongjmp(trapped, number); }

// Returns whether feraiseexcept causes SIGFPE.
static int raised(int exception)
{
	fesetenv(FE_DFL_ENV);
	enable_traps();
	if (sigsetjmp(trapped, 1)) return 1;
	feraiseexcept(exception);
	return 0;
}

static int hold(void)
{
	fenv_t before;
	volatile double zero = 0;
	enable_traps();
	EXPECT(feholdexcept(&before) == 0);
	EXPECT((sse_masked() & kTrapping) == kTrapping && (x87_masked() & kTrapping) == kTrapping);
	EXPECT(zero / zero != 1); /* does not trap */
	EXPECT(fetestexcept(FE_INVALID) && fesetenv(&before) == 0);
	EXPECT(!(sse_masked() & kTrapping) && !(x87_masked() & kTrapping));
	return 0;
}

static int get(void)
{
	fenv_t now;
	enable_traps();
	EXPECT(fegetenv(&now) == 0);
	EXPECT(!(sse_masked() & kTrapping) && !(x87_masked() & kTrapping));
	return 0;
}

static int raise_it(void)
{
	signal(SIGFPE, on_trap);
	EXPECT(raised(FE_INVALID) && raised(FE_DIVBYZERO) && raised(FE_OVERFLOW));
	EXPECT(!raised(FE_INEXACT) && fetestexcept(FE_INEXACT));
	/* fesetexceptflag sets flags, and raises no exception. */
	fexcept_t flags;
	fesetenv(FE_DFL_ENV);
	feraiseexcept(FE_INVALID | FE_OVERFLOW);
	EXPECT(fegetexceptflag(&flags, FE_ALL_EXCEPT) == 0 && feclearexcept(FE_ALL_EXCEPT) == 0);
	enable_traps();
	if (sigsetjmp(trapped, 1)) {
		fprintf(stderr, "fesetexceptflag caused SIGFPE\n");
		return 1;
	}
	feraiseexcept(FE_INEXACT);
	EXPECT(fesetexceptflag(&flags, FE_INVALID | FE_INEXACT) == 0);
	EXPECT(fetestexcept(FE_ALL_EXCEPT) == FE_INVALID);
	return 0;
}

static int update(void)
{
	fenv_t trapping;
	volatile double zero = 0;
	signal(SIGFPE, on_trap);
	enable_traps();
	EXPECT(feholdexcept(&trapping) == 0);
	/* Without the traps, the division only sets the flag FE_DIVBYZERO. feupdateenv enables the traps again. */
	EXPECT(1 / zero > 1);
	if (sigsetjmp(trapped, 1)) return 0;
	feupdateenv(&trapping);
	fprintf(stderr, "feupdateenv caused no SIGFPE\n");
	return 1;
}
#else
static int other_processor(void) { CANNOT("this case tests the registers of x86_64"); }
#define hold other_processor
#define get other_processor
#define raise_it other_processor
#define update other_processor
#endif

static int ordinary(void)
{
	fenv_t before;
	EXPECT(feclearexcept(FE_ALL_EXCEPT) == 0 && fegetenv(&before) == 0);
	EXPECT(feraiseexcept(FE_DIVBYZERO | FE_INEXACT) == 0);
	EXPECT(fetestexcept(FE_ALL_EXCEPT) == (FE_DIVBYZERO | FE_INEXACT));
	EXPECT(feholdexcept(&before) == 0 && fetestexcept(FE_ALL_EXCEPT) == 0);
	EXPECT(feraiseexcept(FE_OVERFLOW) == 0 && feupdateenv(&before) == 0);
	EXPECT(fetestexcept(FE_ALL_EXCEPT) == (FE_DIVBYZERO | FE_INEXACT | FE_OVERFLOW));
	EXPECT(fesetround(FE_UPWARD) == 0 && fesetenv(FE_DFL_ENV) == 0 && fegetround() == FE_TONEAREST);
	return 0;
}

CASES({"ordinary", "fenv functions save, raise and clear exceptions", ordinary},
      {"hold", "feholdexcept masks enabled exception traps", hold},
      {"get", "fegetenv keeps exception traps enabled", get},
      {"raise", "feraiseexcept raises SIGFPE if the exception's trap is enabled", raise_it},
      {"update", "feupdateenv raises SIGFPE if it enables the trap of a raised exception", update})
