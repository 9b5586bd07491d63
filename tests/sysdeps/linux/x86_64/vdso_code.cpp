// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    movslq 1f(%rip), %rax\n"
    "    ret\n"
    "1:  .long 0\n"
    "nacre_vdso_return_int_end:\n"

    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    mov 1f(%rip), %eax\n"
    "    mov %eax, (%rcx)\n"
    "    mov 1f+4(%rip), %eax\n"
    "    mov %eax, 4(%rcx)\n"
    "    mov 1f+8(%rip), %eax\n"
    "    mov %eax, 8(%rcx)\n"
    "    xor %eax, %eax\n"
    "    ret\n"
    "1:  .long 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    jmp *1f(%rip)\n"
    "1:  .quad 0\n"
    "nacre_vdso_jump_end:\n");
