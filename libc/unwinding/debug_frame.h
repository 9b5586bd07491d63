/* SPDX-License-Identifier: MIT
 * Included into each object of libc.a that an exception never passes. Its unwind tables go to .debug_frame,
 * which debuggers read, and which is neither loaded nor kept by strip. */
#ifdef __ASSEMBLER__
.cfi_sections .debug_frame
#else
__asm__(".cfi_sections .debug_frame");
#endif
