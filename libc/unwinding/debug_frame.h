/* SPDX-License-Identifier: MIT
 * The build includes this file in each object of libc.a through which no exception passes. The unwind tables of such an
 * object go to .debug_frame. Debuggers read this section. It is not loaded, and strip removes it. */
#ifdef __ASSEMBLER__
.cfi_sections .debug_frame
#else
__asm__(".cfi_sections .debug_frame");
#endif
