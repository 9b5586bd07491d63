// SPDX-License-Identifier: MIT
// Machine code that tests write over the vDSO's getrandom. tests/support/vdso_patch.hpp describes the
// three pieces of code, and fills in the data at the end of each.
__asm__(
    ".section .rodata\n"
    ".globl nacre_code_answers, nacre_code_answers_end\n"
    "nacre_code_answers:\n"
    "    movslq 1f(%rip), %rax\n"
    "    ret\n"
    "1:  .long 0\n"
    "nacre_code_answers_end:\n"

    ".globl nacre_code_wants, nacre_code_wants_end\n"
    "nacre_code_wants:\n"
    "    mov 1f(%rip), %eax\n"
    "    mov %eax, (%rcx)\n"
    "    mov 1f+4(%rip), %eax\n"
    "    mov %eax, 4(%rcx)\n"
    "    mov 1f+8(%rip), %eax\n"
    "    mov %eax, 8(%rcx)\n"
    "    xor %eax, %eax\n"
    "    ret\n"
    "1:  .long 0, 0, 0\n"
    "nacre_code_wants_end:\n"

    ".globl nacre_code_jumps, nacre_code_jumps_end\n"
    "nacre_code_jumps:\n"
    "    jmp *1f(%rip)\n"
    "1:  .quad 0\n"
    "nacre_code_jumps_end:\n");
