// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".balign 4\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    call 1f\n"
    "1:  pop %eax\n"
    "    mov 2f-1b(%eax), %eax\n"
    "    ret\n"
    "2:  .long 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 4\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    call 1f\n"
    "1:  pop %eax\n"
    "    mov 16(%esp), %ecx\n"
    "    mov 2f-1b(%eax), %edx\n"
    "    mov %edx, (%ecx)\n"
    "    mov 2f-1b+4(%eax), %edx\n"
    "    mov %edx, 4(%ecx)\n"
    "    mov 2f-1b+8(%eax), %edx\n"
    "    mov %edx, 8(%ecx)\n"
    "    xor %eax, %eax\n"
    "    ret\n"
    "2:  .long 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".balign 4\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    call 1f\n"
    "1:  pop %eax\n"
    "    jmp *2f-1b(%eax)\n"
    "2:  .long 0\n"
    "nacre_vdso_jump_end:\n");
