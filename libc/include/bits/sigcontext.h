/* SPDX-License-Identifier: MIT
 * Defines struct sigcontext if <signal.h> has left it out because of <bits/hold.h>. The kernel's
 * structure has the same layout, so it is used. The kernel's header also defines a macro _fpstate, which
 * would rename a structure of <signal.h>. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
