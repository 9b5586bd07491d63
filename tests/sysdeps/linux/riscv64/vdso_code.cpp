// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".option push\n"
    ".option norvc\n"
    ".option norelax\n"
    ".balign 8\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    auipc a0, 0\n"
    "    lw a0, 12(a0)\n"
    "    ret\n"
    "    .word 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    auipc t0, 0\n"
    "    lw t1, 36(t0)\n"
    "    sw t1, 0(a3)\n"
    "    lw t1, 40(t0)\n"
    "    sw t1, 4(a3)\n"
    "    lw t1, 44(t0)\n"
    "    sw t1, 8(a3)\n"
    "    li a0, 0\n"
    "    ret\n"
    "    .word 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    auipc t1, 0\n"
    "    ld t1, 16(t1)\n"
    "    jr t1\n"
    "    nop\n"
    "    .dword 0\n"
    "nacre_vdso_jump_end:\n"
    ".option pop\n");
