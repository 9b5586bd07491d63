// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    lgfrl %r2, 1f\n"
    "    br %r14\n"
    "1:  .long 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    larl %r1, 1f\n"
    "    mvc 0(12,%r5), 0(%r1)\n"
    "    lghi %r2, 0\n"
    "    br %r14\n"
    "    .balign 4\n"
    "1:  .long 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    lgrl %r1, 1f\n"
    "    br %r1\n"
    "1:  .quad 0\n"
    "nacre_vdso_jump_end:\n");
