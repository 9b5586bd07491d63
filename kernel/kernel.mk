# SPDX-License-Identifier: MIT
# The libc's headers held against the kernel's.

check-abi: stamps/headers
	@$(srcdir)/kernel/abi/run $(CURDIR) $(srcdir)
.PHONY: check-abi
