/* SPDX-License-Identifier: MIT
 * Defines struct sigcontext, for headers that made <signal.h> leave it out (<bits/hold.h>). Takes the
 * kernel's structure, which has the same layout. The kernel's header also defines a macro _fpstate, which
 * would rename a structure of <signal.h>, so the macro is removed. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
