// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.
__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    pcaddi $a0, 3\n"
    "    ld.w $a0, $a0, 0\n"
    "    jr $ra\n"
    "    .word 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
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
    "nacre_vdso_report_params_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    pcaddi $t0, 4\n"
    "    ld.d $t0, $t0, 0\n"
    "    jr $t0\n"
    "    nop\n"
    "    .dword 0\n"
    "nacre_vdso_jump_end:\n");
