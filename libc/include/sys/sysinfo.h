/* SPDX-License-Identifier: MIT */
#ifndef _NACRE_SYS_SYSINFO_H
#define _NACRE_SYS_SYSINFO_H

/* musl's structure is the kernel's with reserved space at its end. The kernel does not write to that
 * space. */
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

/* <linux/sysinfo.h> defines only this structure and SI_LOAD_SHIFT. */
#define _LINUX_SYSINFO_H
#endif

#endif
