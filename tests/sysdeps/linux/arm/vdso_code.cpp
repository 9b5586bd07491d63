// SPDX-License-Identifier: MIT
// Machine code that tests write over the vDSO's getrandom. tests/support/vdso_patch.hpp describes the
// three pieces of code, and fills in the data at the end of each.
__asm__(
    ".section .rodata\n"
    ".arm\n"
    ".balign 4\n"
    ".globl nacre_code_answers, nacre_code_answers_end\n"
    "nacre_code_answers:\n"
    "    ldr r0, 1f\n"
    "    bx lr\n"
    "1:  .word 0\n"
    "nacre_code_answers_end:\n"

    ".balign 4\n"
    ".globl nacre_code_wants, nacre_code_wants_end\n"
    "nacre_code_wants:\n"
    "    adr ip, 1f\n"
    "    ldm ip, {r0, r1, r2}\n"
    "    stm r3, {r0, r1, r2}\n"
    "    mov r0, #0\n"
    "    bx lr\n"
    "1:  .word 0, 0, 0\n"
    "nacre_code_wants_end:\n"

    ".balign 4\n"
    ".globl nacre_code_jumps, nacre_code_jumps_end\n"
    "nacre_code_jumps:\n"
    "    ldr ip, 1f\n"
    "    bx ip\n"
    "1:  .word 0\n"
    "nacre_code_jumps_end:\n"
    ".text\n"
#ifdef __thumb__
    ".thumb\n"
#endif
);
