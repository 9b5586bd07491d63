# SPDX-License-Identifier: MIT
# The source archive, and what it takes to build it elsewhere.
dist:
	@$(AUX)/dist $(srcdir) $(CURDIR)
# All that make and make check take from elsewhere, into the cache: for machines that have no network later.
fetch:
	@$(AUX)/fetch musl $(WITH_MUSL)
	@$(AUX)/fetch libxcrypt $(WITH_LIBXCRYPT)
	@$(if $(WITH_KERNEL_SOURCE)$(WITH_KERNEL_HEADERS),,$(AUX)/fetch kernel-headers $(WITH_LINUX_LIBC_DEV))
	@$(AUX)/fetch googletest $(WITH_GOOGLETEST)
	@$(AUX)/fetch benchmark $(WITH_BENCHMARK)
	@$(if $(filter yes,$(CXX_RUNTIME)),$(if $(WITH_LIBSTDCXX),,$(AUX)/fetch libstdcxx-$(GCC_MAJOR)))
check-dist: sysroot
	@$(srcdir)/tests/dist/run $(CURDIR) $(srcdir)
.PHONY: dist fetch check-dist
