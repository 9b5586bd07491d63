// SPDX-License-Identifier: MIT
// Machine code that tests write over the vDSO's getrandom. tests/support/vdso_patch.hpp describes the
// three pieces of code, and fills in the data at the end of each.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_code_answers, nacre_code_answers_end\n"
    "nacre_code_answers:\n"
    "    ldrsw x0, 1f\n"
    "    ret\n"
    "1:  .word 0\n"
    "nacre_code_answers_end:\n"

    ".balign 8\n"
    ".globl nacre_code_wants, nacre_code_wants_end\n"
    "nacre_code_wants:\n"
    "    adr x4, 1f\n"
    "    ldp w5, w6, [x4]\n"
    "    ldr w7, [x4, #8]\n"
    "    stp w5, w6, [x3]\n"
    "    str w7, [x3, #8]\n"
    "    mov x0, #0\n"
    "    ret\n"
    "1:  .word 0, 0, 0\n"
    "nacre_code_wants_end:\n"

    ".balign 8\n"
    ".globl nacre_code_jumps, nacre_code_jumps_end\n"
    "nacre_code_jumps:\n"
    "    ldr x16, 1f\n"
    "    br x16\n"
    "1:  .xword 0\n"
    "nacre_code_jumps_end:\n");
