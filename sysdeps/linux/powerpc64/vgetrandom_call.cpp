// SPDX-License-Identifier: MIT
// __nacre_call_vgetrandom calls its sixth argument, the vDSO's getrandom, with the first five arguments.
// If the condition register reports an error, the result is negated. The function saves the link
// register in the caller's frame, as the ABI requires. It saves and restores r2, the TOC pointer,
// because the vDSO's function may change it.
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
