// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".arm\n"
    ".balign 4\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    ldr r0, 1f\n"
    "    bx lr\n"
    "1:  .word 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 4\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    adr ip, 1f\n"
    "    ldm ip, {r0, r1, r2}\n"
    "    stm r3, {r0, r1, r2}\n"
    "    mov r0, #0\n"
    "    bx lr\n"
    "1:  .word 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".balign 4\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    ldr ip, 1f\n"
    "    bx ip\n"
    "1:  .word 0\n"
    "nacre_vdso_jump_end:\n"
    ".text\n"
#ifdef __thumb__
    ".thumb\n"
#endif
);
