// SPDX-License-Identifier: MIT
// Calls the vDSO's function, the sixth argument, with the first five. Its caller's frame has to have
// room for the link register, and the table of contents is put back, whatever becomes of it there.
__asm__(
    ".text\n"
    ".balign 16\n"
    ".globl __nacre_call_vgetrandom\n"
    ".hidden __nacre_call_vgetrandom\n"
    ".type __nacre_call_vgetrandom, @function\n"
    "__nacre_call_vgetrandom:\n"
    "    mflr 0\n"
    "    std 0, 16(1)\n"
    "    stdu 1, -32(1)\n"
    "    std 2, 24(1)\n"
    "    mr 12, 8\n"
    "    mtctr 12\n"
    "    bctrl\n"
    "    bns+ 1f\n"
    "    neg 3, 3\n"
    "1:  ld 2, 24(1)\n"
    "    addi 1, 1, 32\n"
    "    ld 0, 16(1)\n"
    "    mtlr 0\n"
    "    blr\n"
    ".size __nacre_call_vgetrandom, . - __nacre_call_vgetrandom\n");
