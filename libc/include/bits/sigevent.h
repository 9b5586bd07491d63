/* SPDX-License-Identifier: MIT
 * Defines struct sigevent of <signal.h>, for headers that must not include all of <signal.h>. */
#ifndef __DEFINED_struct_sigevent
#define __DEFINED_struct_sigevent

#define __NEED_pid_t
#define __NEED_pthread_attr_t
#include <bits/alltypes.h>

/* <asm-generic/siginfo.h> of the kernel defines the same types. If it was included first, use its types. */
#ifndef _ASM_GENERIC_SIGINFO_H
union sigval {
	int sival_int;
	void *sival_ptr;
};

struct sigevent {
	union sigval sigev_value;
	int sigev_signo;
	int sigev_notify;
	union {
		char __pad[64 - 2 * sizeof(int) - sizeof(union sigval)];
		pid_t sigev_notify_thread_id;
		struct {
			void (*sigev_notify_function)(union sigval);
			pthread_attr_t *sigev_notify_attributes;
		} __sev_thread;
	} __sev_fields;
};
#endif

#endif
