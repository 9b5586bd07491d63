/* SPDX-License-Identifier: MIT
 * Defines struct sigcontext after <signal.h> has held it back. The kernel's structure has the same layout. The
 * kernel's header also defines a macro _fpstate, which would rename a structure of <signal.h>. */
#pragma push_macro("_fpstate")
#include <asm/sigcontext.h>
#pragma pop_macro("_fpstate")
