# SPDX-License-Identifier: MIT
# Builds libstdc++ and gcc's smaller libraries, of the same version as the compiler, with nacre's compilers. These
# libraries are built after the libc, so that libstdc++'s configure finds arc4random. They are rebuilt only if the
# compiler, the source, the patches, the build scripts, the headers or the flags change: stamps/cxx-key.value is a
# checksum of all of these.

ifeq ($(CXX_RUNTIME),yes)

CXX_PATCHES := $(wildcard $(srcdir)/libc/cxx/patches/*.patch $(srcdir)/libc/cxx/patches/*/*.patch)
CXX_SCRIPTS := $(addprefix $(srcdir)/libc/cxx/,build build-gcc-libraries)
stamps/cxx-key: $(CXX_SCRIPTS) $(CXX_PATCHES) stamps/headers stamps/wrappers stamps/from-gcc stamps/libc $(AUX)/pins
	@{ echo "$(COMPILER)|$(CFLAGS)|$(WITH_LIBSTDCXX)"; awk '$$1 == "libstdcxx-$(GCC_MAJOR)"' $(AUX)/pins; \
		cat sysroot/lib/nacre-gcc.specs $(CXX_SCRIPTS) $(CXX_PATCHES); \
		cd headers/installed && find . -type f | sort | xargs sha256sum; } | sha256sum >$@.new
	@cmp -s $@.new $@.value || cp $@.new $@.value
	@touch $@
stamps/cxx-key.value: stamps/cxx-key ;

stamps/cxx: stamps/cxx-key.value | logs
	@source=$(or $(WITH_LIBSTDCXX),$$($(AUX)/fetch libstdcxx-$(GCC_MAJOR))) && \
		CROSS="$(CROSS)" CC="$(CCACHE) $(CC)" CXX="$(CCACHE) $(CXX)" CFLAGS="$(CFLAGS)" \
		$(srcdir)/libc/cxx/build "$$source" $(CURDIR)/cxx $(SYSROOT) $(TARGET) $(GCC_VERSION) $(JOBS)
	@touch $@
SYSROOT_PARTS += stamps/cxx

endif
