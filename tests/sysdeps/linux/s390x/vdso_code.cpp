// SPDX-License-Identifier: MIT
// Machine code that tests write over the vDSO's getrandom. tests/support/vdso_patch.hpp describes the
// three pieces of code, and fills in the data at the end of each.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_code_answers, nacre_code_answers_end\n"
    "nacre_code_answers:\n"
    "    lgfrl %r2, 1f\n"
    "    br %r14\n"
    "1:  .long 0\n"
    "nacre_code_answers_end:\n"

    ".balign 8\n"
    ".globl nacre_code_wants, nacre_code_wants_end\n"
    "nacre_code_wants:\n"
    "    larl %r1, 1f\n"
    "    mvc 0(12,%r5), 0(%r1)\n"
    "    lghi %r2, 0\n"
    "    br %r14\n"
    "    .balign 4\n"
    "1:  .long 0, 0, 0\n"
    "nacre_code_wants_end:\n"

    ".balign 8\n"
    ".globl nacre_code_jumps, nacre_code_jumps_end\n"
    "nacre_code_jumps:\n"
    "    lgrl %r1, 1f\n"
    "    br %r1\n"
    "1:  .quad 0\n"
    "nacre_code_jumps_end:\n");
