// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    ldrsw x0, 1f\n"
    "    ret\n"
    "1:  .word 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    adr x4, 1f\n"
    "    ldp w5, w6, [x4]\n"
    "    ldr w7, [x4, #8]\n"
    "    stp w5, w6, [x3]\n"
    "    str w7, [x3, #8]\n"
    "    mov x0, #0\n"
    "    ret\n"
    "1:  .word 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    ldr x16, 1f\n"
    "    br x16\n"
    "1:  .xword 0\n"
    "nacre_vdso_jump_end:\n");
