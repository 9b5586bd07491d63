# SPDX-License-Identifier: MIT
# Creates the source archive, and downloads what a build without a network needs.
dist:
	@$(AUX)/dist $(srcdir) $(CURDIR)
# Downloads everything that make and make check need into the cache, for a later build without a network.
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
