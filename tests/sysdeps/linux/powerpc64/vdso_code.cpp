// SPDX-License-Identifier: MIT
// The code that tests/support/vdso_patch.hpp writes over the vDSO's getrandom. That header describes the
// three functions. Each ends with zeros. The test replaces them by the values to return or to report,
// or by the address to jump to.

extern "C" void* nacre_function_called_by_vdso;
void* nacre_function_called_by_vdso;

// The overwritten vDSO function jumps here. This code calls the function of the test, to which
// nacre_function_called_by_vdso points. That function returns a negative errno after an error. This code
// converts the result to the convention of the vDSO: a positive errno and the summary overflow bit.
__asm__(
    ".text\n"
    ".globl nacre_vdso_jump_target\n"
    ".type nacre_vdso_jump_target, @function\n"
    "nacre_vdso_jump_target:\n"
    "    addis 2, 12, .TOC.-nacre_vdso_jump_target@ha\n"
    "    addi 2, 2, .TOC.-nacre_vdso_jump_target@l\n"
    "    mflr 0\n"
    "    std 0, 16(1)\n"
    "    stdu 1, -32(1)\n"
    "    addis 12, 2, nacre_function_called_by_vdso@toc@ha\n"
    "    ld 12, nacre_function_called_by_vdso@toc@l(12)\n"
    "    mtctr 12\n"
    "    bctrl\n"
    "    addi 1, 1, 32\n"
    "    ld 0, 16(1)\n"
    "    mtlr 0\n"
    "    cmpdi 3, 0\n"
    "    crclr 3\n"
    "    bgelr\n"
    "    neg 3, 3\n"
    "    crset 3\n"
    "    blr\n"
    ".size nacre_vdso_jump_target, . - nacre_vdso_jump_target\n");

__asm__(
    ".section .rodata\n"
    ".balign 8\n"
    ".globl nacre_vdso_return_int, nacre_vdso_return_int_end\n"
    "nacre_vdso_return_int:\n"
    "    mflr 0\n"
    "    bcl 20, 31, 1f\n"
    "1:  mflr 4\n"
    "    mtlr 0\n"
    "    lwa 3, 2f-1b(4)\n"
    "    cmpdi 3, 0\n"
    "    crclr 3\n"
    "    bgelr\n"
    "    neg 3, 3\n"
    "    crset 3\n"
    "    blr\n"
    "2:  .long 0\n"
    "nacre_vdso_return_int_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_report_params, nacre_vdso_report_params_end\n"
    "nacre_vdso_report_params:\n"
    "    mflr 0\n"
    "    bcl 20, 31, 1f\n"
    "1:  mflr 4\n"
    "    mtlr 0\n"
    "    lwz 5, 2f-1b(4)\n"
    "    stw 5, 0(6)\n"
    "    lwz 5, 2f-1b+4(4)\n"
    "    stw 5, 4(6)\n"
    "    lwz 5, 2f-1b+8(4)\n"
    "    stw 5, 8(6)\n"
    "    li 3, 0\n"
    "    crclr 3\n"
    "    blr\n"
    "2:  .long 0, 0, 0\n"
    "nacre_vdso_report_params_end:\n"

    ".balign 8\n"
    ".globl nacre_vdso_jump, nacre_vdso_jump_end\n"
    "nacre_vdso_jump:\n"
    "    mflr 0\n"
    "    bcl 20, 31, 1f\n"
    "1:  mflr 12\n"
    "    mtlr 0\n"
    "    ld 12, 2f-1b(12)\n"
    "    mtctr 12\n"
    "    bctr\n"
    "    nop\n"
    "2:  .quad 0\n"
    "nacre_vdso_jump_end:\n");
