/* SPDX-License-Identifier: MIT
 * Defines struct sigcontext of <signal.h>. <signal.h> leaves the structure out if another libc header
 * includes it after <bits/hold.h>; this file then defines it later. It takes the kernel's structure,
 * which has the same layout. The kernel's header also defines a macro _fpstate, which would rename a
 * structure of <signal.h>, so the macro is removed. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
