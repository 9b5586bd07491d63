/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_PRCTL_H
#define _NACRE_SYS_PRCTL_H

#include_next <sys/prctl.h>

#define PR_SPEC_L1D_FLUSH 2

#define PR_MTE_STORE_ONLY 0x80000
#define PR_PMLEN_SHIFT    24
#define PR_PMLEN_MASK     0x7f000000

#define PR_SYS_DISPATCH_EXCLUSIVE_ON 1
#define PR_SYS_DISPATCH_INCLUSIVE_ON 2

#define PR_THP_DISABLE_EXCEPT_ADVISED 2

#define PR_SCHED_CORE                     62
#define PR_SCHED_CORE_GET                 0
#define PR_SCHED_CORE_CREATE              1
#define PR_SCHED_CORE_SHARE_TO            2
#define PR_SCHED_CORE_SHARE_FROM          3
#define PR_SCHED_CORE_MAX                 4
#define PR_SCHED_CORE_SCOPE_THREAD        0
#define PR_SCHED_CORE_SCOPE_THREAD_GROUP  1
#define PR_SCHED_CORE_SCOPE_PROCESS_GROUP 2

#define PR_SME_SET_VL        63
#define PR_SME_GET_VL        64
#define PR_SME_SET_VL_ONEXEC 0x40000
#define PR_SME_VL_LEN_MASK   0xffff
#define PR_SME_VL_INHERIT    0x20000

#define PR_SET_MDWE              65
#define PR_GET_MDWE              66
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#define PR_MDWE_NO_INHERIT       2

#define PR_SET_VMA           0x53564d41
#define PR_SET_VMA_ANON_NAME 0

#define PR_GET_AUXV 0x41555856

#define PR_SET_MEMORY_MERGE 67
#define PR_GET_MEMORY_MERGE 68

#define PR_RISCV_V_SET_CONTROL           69
#define PR_RISCV_V_GET_CONTROL           70
#define PR_RISCV_V_VSTATE_CTRL_DEFAULT   0
#define PR_RISCV_V_VSTATE_CTRL_OFF       1
#define PR_RISCV_V_VSTATE_CTRL_ON        2
#define PR_RISCV_V_VSTATE_CTRL_INHERIT   16
#define PR_RISCV_V_VSTATE_CTRL_CUR_MASK  3
#define PR_RISCV_V_VSTATE_CTRL_NEXT_MASK 12
#define PR_RISCV_V_VSTATE_CTRL_MASK      31

#define PR_RISCV_SET_ICACHE_FLUSH_CTX 71
#define PR_RISCV_CTX_SW_FENCEI_ON     0
#define PR_RISCV_CTX_SW_FENCEI_OFF    1
#define PR_RISCV_SCOPE_PER_PROCESS    0
#define PR_RISCV_SCOPE_PER_THREAD     1

#define PR_PPC_GET_DEXCR               72
#define PR_PPC_SET_DEXCR               73
#define PR_PPC_DEXCR_SBHE              0
#define PR_PPC_DEXCR_IBRTPD            1
#define PR_PPC_DEXCR_SRAPD             2
#define PR_PPC_DEXCR_NPHIE             3
#define PR_PPC_DEXCR_CTRL_EDITABLE     1
#define PR_PPC_DEXCR_CTRL_SET          2
#define PR_PPC_DEXCR_CTRL_CLEAR        4
#define PR_PPC_DEXCR_CTRL_SET_ONEXEC   8
#define PR_PPC_DEXCR_CTRL_CLEAR_ONEXEC 16
#define PR_PPC_DEXCR_CTRL_MASK         31

#define PR_GET_SHADOW_STACK_STATUS  74
#define PR_SET_SHADOW_STACK_STATUS  75
#define PR_LOCK_SHADOW_STACK_STATUS 76
#define PR_SHADOW_STACK_ENABLE      1
#define PR_SHADOW_STACK_WRITE       2
#define PR_SHADOW_STACK_PUSH        4

#define PR_TIMER_CREATE_RESTORE_IDS     77
#define PR_TIMER_CREATE_RESTORE_IDS_OFF 0
#define PR_TIMER_CREATE_RESTORE_IDS_ON  1
#define PR_TIMER_CREATE_RESTORE_IDS_GET 2

#define PR_FUTEX_HASH           78
#define PR_FUTEX_HASH_SET_SLOTS 1
#define PR_FUTEX_HASH_GET_SLOTS 2

#define PR_RSEQ_SLICE_EXTENSION     79
#define PR_RSEQ_SLICE_EXTENSION_GET 1
#define PR_RSEQ_SLICE_EXTENSION_SET 2
#define PR_RSEQ_SLICE_EXT_ENABLE    1

#define PR_GET_CFI                 80
#define PR_SET_CFI                 81
#define PR_CFI_BRANCH_LANDING_PADS 0
#define PR_CFI_ENABLE              1
#define PR_CFI_DISABLE             2
#define PR_CFI_LOCK                4

#endif
