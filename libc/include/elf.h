/* SPDX-License-Identifier: MIT */
/* Adds constants that musl's header lacks. */
#ifndef _NACRE_ELF_H
#define _NACRE_ELF_H

#include_next <elf.h>

#define AT_RSEQ_FEATURE_SIZE 27
#define AT_RSEQ_ALIGN        28

#define NT_PPC_PKEY               0x110
#define NT_PPC_DEXCR              0x111
#define NT_PPC_HASHKEYR           0x112
#define NT_X86_SHSTK              0x204
#define NT_X86_XSAVE_LAYOUT       0x205
#define NT_S390_PV_CPU_DATA       0x30e
#define NT_ARM_SSVE               0x40b
#define NT_ARM_ZA                 0x40c
#define NT_ARM_ZT                 0x40d
#define NT_ARM_FPMR               0x40e
#define NT_ARM_POE                0x40f
#define NT_ARM_GCS                0x410
#define NT_RISCV_TAGGED_ADDR_CTRL 0x902
#define NT_RISCV_USER_CFI         0x903
#define PT_AARCH64_MEMTAG_MTE     0x70000002

#define EM_SPU     23
#define EM_HEXAGON 164
#define EM_ARCV2   195

#endif
