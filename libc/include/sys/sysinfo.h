/* SPDX-License-Identifier: MIT */
/* Makes musl's header usable together with <linux/sysinfo.h>. */
#ifndef _NACRE_SYS_SYSINFO_H
#define _NACRE_SYS_SYSINFO_H

/* If <linux/sysinfo.h> came first, use its struct sysinfo. musl's struct only adds reserved space at the
 * end, and the kernel does not write to that space. */
#ifdef _LINUX_SYSINFO_H

#ifdef __cplusplus
extern "C" {
#endif

int sysinfo(struct sysinfo *);
int get_nprocs_conf(void);
int get_nprocs(void);
long get_phys_pages(void);
long get_avphys_pages(void);

#ifdef __cplusplus
}
#endif

#else
#include_next <sys/sysinfo.h>

/* Make a later <linux/sysinfo.h> empty. Apart from SI_LOAD_SHIFT, it only defines struct sysinfo again. */
#define _LINUX_SYSINFO_H
#endif

#endif
