/* SPDX-License-Identifier: MIT
 * Offsets in musl's structures for libthread_db (tools/gdb). This file includes the source of the dynamic loader, because
 * no header defines the loader's structure for a library. */
#include "ldso/dynlink.c"

#include "offsets.h"

void debugger_offsets(void)
{
	DEFINE(NACRE_OFFSET_THREAD, FROM_THREAD_POINTER(self));
	DEFINE(NACRE_OFFSET_DTV, FROM_THREAD_POINTER(dtv));
	DEFINE(NACRE_OFFSET_TLS_MODULE, offsetof(struct dso, tls_id));
	DEFINE(NACRE_DTV_BIAS, DTP_OFFSET);
}
