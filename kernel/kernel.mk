# SPDX-License-Identifier: MIT
# The libc's headers held against the kernel's; and kernels booted, with nacre's tests in them.

check-abi: stamps/headers
	@$(srcdir)/kernel/abi/run $(CURDIR) $(srcdir)
.PHONY: check-abi

kernels/init: $(srcdir)/kernel/boot/init.c | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CC) -static -O1 -Wall -Wextra -o $@ $<
kernels/program-names: $(PROGRAM_SRCS) $(srcdir)/kernel/kernel.mk
	@mkdir -p $(@D)
	@printf '%s\n' $(notdir $(PROGRAMS)) >$@

# What came when, as a kernel answers it.
kernels/since: $(srcdir)/kernel/since/ask.cpp stamps/headers sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 -O1 -Wall -Wextra -D_GNU_SOURCE -static -o $@ $<

TIER ?= small
check-kernels: tests/nacre-tests $(PROGRAMS) bench/kernel_offers kernels/init kernels/since kernels/program-names
	@$(srcdir)/kernel/boot/run $(CURDIR) $(srcdir) $(TIER)
.PHONY: check-kernels
