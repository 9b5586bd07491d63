# SPDX-License-Identifier: MIT
# The targets dist, fetch and check-dist: the source archive, and a build without a network.

# Creates the source archive.
dist:
	@$(AUX)/dist $(srcdir) $(CURDIR)
# Downloads everything that `make` needs into the cache, and the libraries with which `make check` builds its tests.
fetch:
	@$(AUX)/fetch musl $(WITH_MUSL)
	@$(AUX)/fetch libxcrypt $(WITH_LIBXCRYPT)
	@$(if $(filter mimalloc,$(MALLOCS)),$(AUX)/fetch mimalloc $(WITH_MIMALLOC))
	@$(if $(WITH_KERNEL_SOURCE)$(WITH_KERNEL_HEADERS),,$(AUX)/fetch kernel-headers $(WITH_LINUX_LIBC_DEV))
	@$(AUX)/fetch googletest $(WITH_GOOGLETEST)
	@$(AUX)/fetch benchmark $(WITH_BENCHMARK)
	@$(if $(filter yes,$(CXX_RUNTIME)),$(if $(WITH_LIBSTDCXX),,$(AUX)/fetch libstdcxx-$(GCC_MAJOR)))
# Tests that the source archive can be built without a network.
check-dist: sysroot
	@$(srcdir)/tests/dist/run $(CURDIR) $(srcdir)
.PHONY: dist fetch check-dist
