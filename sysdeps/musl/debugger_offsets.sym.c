/* SPDX-License-Identifier: MIT
 * What libthread_db (tools/gdb) must know of musl's structures. See thread_offsets.sym.c. The loader's
 * structure of a library is in its source only. */
#include "ldso/dynlink.c"

#ifdef TLS_ABOVE_TP
#define FROM_THREAD_POINTER(field) \
	((long)offsetof(struct pthread, field) - (long)sizeof(struct pthread) - TP_OFFSET)
#else
#define FROM_THREAD_POINTER(field) ((long)offsetof(struct pthread, field))
#endif

#define DEFINE(name, value) __asm__ volatile("\n# @ #define " #name " %0" : : "i"((long)(value)))

void debugger_offsets(void)
{
	DEFINE(NACRE_OFFSET_THREAD, FROM_THREAD_POINTER(self));
	DEFINE(NACRE_OFFSET_DTV, FROM_THREAD_POINTER(dtv));
	DEFINE(NACRE_OFFSET_TLS_MODULE, offsetof(struct dso, tls_id));
	DEFINE(NACRE_DTV_BIAS, DTP_OFFSET);
}
