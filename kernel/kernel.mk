# SPDX-License-Identifier: MIT
# Compares the libc's headers with the kernel's, runs nacre's tests in guests with different kernels, and builds a
# kernel with the patches in kernel/patches.

# The directory of the kernel's headers: the pinned headers, or the argument of --with-kernel-headers.
KERNEL_HEADERS := $(or $(WITH_KERNEL_HEADERS),$(CURDIR)/kernel-headers)
stamps/kernel-headers: $(AUX)/pins $(srcdir)/kernel/headers/write-headers $(srcdir)/kernel/abi/architectures config.mk | stamps
	@$(if $(WITH_KERNEL_HEADERS),,$(srcdir)/kernel/headers/write-headers $(KERNEL_HEADERS) \
		$$(awk '$$1 == "$(ARCH)" { print $$2 }' $(srcdir)/kernel/abi/architectures) "$(WITH_LINUX_LIBC_DEV)" "$(WITH_KERNEL_SOURCE)")
	@touch $@

# Compares the headers for every architecture. In other runs, the tests of other architectures are disabled.
check-abi: stamps/headers tests/host-tests
	@tests/host-tests --gtest_also_run_disabled_tests --gtest_filter='*KernelAbi*'
.PHONY: check-abi

kernels/init: $(srcdir)/kernel/boot/init.c | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CC) -static -O1 -Wall -Wextra -o $@ $<
kernels/program-names: $(PROGRAM_SRCS) $(srcdir)/kernel/kernel.mk
	@mkdir -p $(@D)
	@printf '%s\n' $(notdir $(PROGRAMS)) >$@

# Builds the program that prints which features the running kernel has.
kernels/since: $(srcdir)/kernel/since/probe.cpp stamps/headers sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 -O1 -Wall -Wextra -D_GNU_SOURCE -static -o $@ $<

# Builds all programs that a guest needs.
guests: tests/nacre-tests tests/kernel-conformance $(PROGRAMS) bench/kernel_offers tests/libc-flags kernels/init kernels/since kernels/program-names
# Builds these programs for each host triple of the tier, in the build directory of the triple, and boots the guests. A
# triple without a compiler is skipped.
check-kernels: TIER ?= small
export ARCHITECTURES
check-kernels: tests/host-tests
	+@for host in $$($(srcdir)/kernel/boot/select-cases $(TIER) hosts); do \
		[ $$host = $(HOST_NAME) ] || $(MAKE) --no-print-directory HOST=$$host hosts/$$host/config.mk || continue; \
		echo "nacre: the tests for $$host"; \
		$(MAKE) --no-print-directory HOST=$$host guests || exit 1; done
	@$(srcdir)/kernel/boot/run $(CURDIR) $(srcdir) $(TIER) $(TESTS)
.PHONY: guests check-kernels

PATCHED := $(CURDIR)/patched-kernel
PATCHES = $(sort $(wildcard $(srcdir)/kernel/patches/*.patch))
kernel:
	@$(srcdir)/kernel/patched/build-kernel $(PATCHED) $(srcdir) $(JOBS) $(PATCHES)
# Sets up a build of nacre with the headers of the patched kernel. If they have changed, that build installs them again.
patched-nacre: kernel
	@mkdir -p $(PATCHED)/nacre
	@cd $(PATCHED)/nacre && $(srcdir)/configure $(CONFIGURE_ARGUMENTS) --with-kernel-headers=$(PATCHED)/headers >/dev/null
	@! find $(PATCHED)/headers -newer $(PATCHED)/nacre/stamps/headers 2>/dev/null | grep -q . || rm -f $(PATCHED)/nacre/stamps/headers
# The command that runs make in patched-kernel/nacre. This build does not share the jobs of the calling make.
PATCHED_MAKE = env -u MAKEFLAGS -u MFLAGS -u NACRE_SHARES_JOBS NACRE_PATCHED_KERNEL=$(PATCHED)/bzImage $(MAKE) --no-print-directory -C $(PATCHED)/nacre
# Builds nacre in patched-kernel/nacre, and runs its tests in the patched kernel.
check-patched: patched-nacre
	@$(PATCHED_MAKE) TIER=patched TESTS=$(TESTS) check-kernels
# Makes one statement of the kernel patches wrong at a time. A test must fail.
check-patched-mutations: check-patched tests/mutation/mutants
	@$(srcdir)/kernel/patched/mutate $(PATCHED) $(srcdir) $(JOBS) $(CURDIR)/tests/mutation/mutants $(MUTATIONS)

# Builds the program that counts the instructions of sys_indirect.
kernels/instructions: $(srcdir)/kernel/patched/instructions.cpp stamps/headers sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 -O2 -static $(OUTSIDE) -MMD -MP -o $@ $<
-include kernels/instructions.d
bench-patched: patched-nacre kernels/init kernels/instructions
	@$(PATCHED_MAKE) kernels/instructions
	@$(srcdir)/kernel/patched/count-instructions $(PATCHED) $(CURDIR) $(srcdir)
.PHONY: kernel patched-nacre check-patched check-patched-mutations bench-patched
