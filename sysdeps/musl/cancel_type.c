/* SPDX-License-Identifier: MIT
 * Sets the cancellation type without pthread_setcanceltype. A program in ISO C may have its own function with that name,
 * and freopen of ISO C calls nacre's dup3, which defers cancellation. */
#include "bridge.h"
#include "pthread_impl.h"

int __nacre_set_cancel_type(int type)
{
	struct pthread *self = __pthread_self();
	const int before = self->cancelasync;
	self->cancelasync = type;
	if (type == PTHREAD_CANCEL_ASYNCHRONOUS) __pthread_testcancel();
	return before;
}
