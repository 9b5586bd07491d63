/* SPDX-License-Identifier: MIT */
/* Replaces musl's header, so that a program can also include <linux/prctl.h>. */
#ifndef _SYS_PRCTL_H
#define _SYS_PRCTL_H

#include <stdint.h>

/* For the constants and struct prctl_mm_map. */
#include <linux/prctl.h>
/* For _BITUL, which the PR_CFI_ macros use. */
#include <linux/const.h>

#ifdef __cplusplus
extern "C" {
#endif

int prctl(int, ...);

#ifdef __cplusplus
}
#endif

#endif
