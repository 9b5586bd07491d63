// SPDX-License-Identifier: MIT
// Machine code that tests write over the vDSO's getrandom. tests/support/vdso_patch.hpp describes the
// three pieces of code, and fills in the data at the end of each.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_code_answers, nacre_code_answers_end\n"
    "nacre_code_answers:\n"
    "    pcaddi $a0, 3\n"
    "    ld.w $a0, $a0, 0\n"
    "    jr $ra\n"
    "    .word 0\n"
    "nacre_code_answers_end:\n"

    ".balign 8\n"
    ".globl nacre_code_wants, nacre_code_wants_end\n"
    "nacre_code_wants:\n"
    "    pcaddi $t0, 9\n"
    "    ld.w $t1, $t0, 0\n"
    "    st.w $t1, $a3, 0\n"
    "    ld.w $t1, $t0, 4\n"
    "    st.w $t1, $a3, 4\n"
    "    ld.w $t1, $t0, 8\n"
    "    st.w $t1, $a3, 8\n"
    "    move $a0, $zero\n"
    "    jr $ra\n"
    "    .word 0, 0, 0\n"
    "nacre_code_wants_end:\n"

    ".balign 8\n"
    ".globl nacre_code_jumps, nacre_code_jumps_end\n"
    "nacre_code_jumps:\n"
    "    pcaddi $t0, 4\n"
    "    ld.d $t0, $t0, 0\n"
    "    jr $t0\n"
    "    nop\n"
    "    .dword 0\n"
    "nacre_code_jumps_end:\n");
