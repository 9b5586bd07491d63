/* SPDX-License-Identifier: MIT
 * Defines struct sigcontext of <signal.h> on x86_64, where <signal.h> leaves the structure out while
 * <bits/hold.h> is in effect. <signal.h> includes this file when the program includes it again without
 * the hold. <aio.h> and <ucontext.h> include it after <bits/release.h>. The kernel's structure is
 * used, because it has the same layout. The kernel's header also defines a macro _fpstate, which would
 * rename a structure of <signal.h>, so the macro is removed. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
