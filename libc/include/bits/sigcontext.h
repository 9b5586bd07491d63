/* SPDX-License-Identifier: MIT
 * Defines struct sigcontext of <signal.h>. While <bits/hold.h> is in effect, <signal.h> leaves the
 * structure out. <signal.h>, <aio.h> and <ucontext.h> include this file afterwards if the program needs
 * the structure. The kernel's structure is used, because it has the same layout. The kernel's header
 * also defines a macro _fpstate, which would rename a structure of <signal.h>, so the macro is
 * removed. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
