/* SPDX-License-Identifier: MIT
 * What libthread_db (tools/gdb) must know of musl's structures. The loader's structure of a library is only in its
 * source. */
#include "ldso/dynlink.c"

#include "offsets.h"

void debugger_offsets(void)
{
	DEFINE(NACRE_OFFSET_THREAD, FROM_THREAD_POINTER(self));
	DEFINE(NACRE_OFFSET_DTV, FROM_THREAD_POINTER(dtv));
	DEFINE(NACRE_OFFSET_TLS_MODULE, offsetof(struct dso, tls_id));
	DEFINE(NACRE_DTV_BIAS, DTP_OFFSET);
}
