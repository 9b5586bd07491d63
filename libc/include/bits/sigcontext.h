/* SPDX-License-Identifier: MIT
 * struct sigcontext, where <signal.h> has left it out: the kernel's, which has the same layout. The kernel's header also
 * defines a macro _fpstate, which would rename a structure of <signal.h>. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
