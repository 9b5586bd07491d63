# SPDX-License-Identifier: MIT
# Installs the compiler wrappers into the sysroot, and the gcc libraries that the compilers link in addition to the libc.

# nacre-gcc and nacre-g++ run the compilers that nacre was configured with, which can be clang.
FAMILY := $(if $(shell $(CC) --version | grep -i clang),clang,gcc)
GCC_VERSION := $(if $(filter yes,$(CXX_RUNTIME)),$(shell $(CXX) -dumpfullversion))
# Replaces the placeholders @NAME@ in the files *.in of this directory.
FILL_IN = sed -e 's|@FAMILY@|$(FAMILY)|g' -e 's|@TARGET@|$(TARGET)|g' -e 's|@LOADER@|$(LOADER)|g' \
	-e 's|@CROSS@|$(CROSS)|g' -e 's|@LD@|$(if $(CROSS),$(CROSS)ld)|g' -e 's|@OPTIONS@|$(wordlist 2,9,$(CC))|g' -e 's|@CC@|$(CC)|g' -e 's|@CXX@|$(CXX)|g' \
	-e 's|@MALLOC@|$(MALLOC)|g' -e 's|@GCC_VERSION@|$(GCC_VERSION)|g' -e 's|@VERSION@|$(VERSION)|g'

# In a sysroot for another host, each wrapper has a second name by the convention for cross compilers. So several sysroots
# can be on one PATH.
PREFIX := $(firstword $(subst -, ,$(HOST_NAME)))-linux-nacre
OTHER_NAMES := g++ clang clang++ ar nm ranlib gcc-ar gcc-nm gcc-ranlib strip pkg-config ldd gdb
WRAPPER_PARTS := $(wildcard $(srcdir)/libc/toolchain/libexec/*)
stamps/wrappers: $(srcdir)/libc/toolchain/nacre-cc.in $(srcdir)/libc/toolchain/nacre-gcc.specs.in $(WRAPPER_PARTS) $(srcdir)/VERSION config.mk | stamps
	@mkdir -p sysroot/bin sysroot/lib sysroot/libexec/nacre
	@cp $(WRAPPER_PARTS) sysroot/libexec/nacre/
	@$(FILL_IN) $< >sysroot/bin/nacre-gcc && chmod +x sysroot/bin/nacre-gcc
	@for name in $(OTHER_NAMES); do ln -sf nacre-gcc sysroot/bin/nacre-$$name; done
	@$(if $(CROSS),for name in gcc $(OTHER_NAMES); do ln -sf nacre-gcc sysroot/bin/$(PREFIX)-$$name; done)
	@$(FILL_IN) $(srcdir)/libc/toolchain/nacre-gcc.specs.in >sysroot/lib/nacre-gcc.specs
	@$(if $(filter no,$(CXX_RUNTIME)),rm -rf sysroot/include/c++ sysroot/lib/lib*++*.a)
	@touch $@
SYSROOT_PARTS += stamps/wrappers

# Installs the files for build systems (CMake, Meson, pkg-config). Paths in them are relative, so the sysroot can be moved.
# MACHINE is the output of `uname -m` on a 64-bit host, and the architecture's name on a 32-bit host.
MACHINE := $(patsubst powerpc%,ppc%,$(firstword $(subst -, ,$(HOST_NAME))))
ENDIAN := $(shell $(CC) -dM -E -xc /dev/null | sed -n 's/^\#define __BYTE_ORDER__ __ORDER_\(.*\)_ENDIAN__/\L\1/p')
BUILD_FILES := nacre.cmake nacre.meson nacre.pc
stamps/build-files: $(BUILD_FILES:%=$(srcdir)/libc/toolchain/%.in) $(srcdir)/VERSION config.mk | stamps
	@mkdir -p sysroot/share/nacre sysroot/lib/pkgconfig
	@for file in $(BUILD_FILES); do case $$file in *.pc) place=lib/pkgconfig ;; *) place=share/nacre ;; esac; \
		$(FILL_IN) -e 's|@MACHINE@|$(MACHINE)|g' -e 's|@CPU_FAMILY@|$(patsubst ppc64%,ppc64,$(MACHINE))|g' \
			-e 's|@ENDIAN@|$(ENDIAN)|g' $(srcdir)/libc/toolchain/$$file.in >sysroot/$$place/$$file.part && \
		mv sysroot/$$place/$$file.part sysroot/$$place/$$file || exit 1; done
	@touch $@
SYSROOT_PARTS += stamps/build-files

# Copies libraries and start files of gcc into the sysroot. The compilers search only the sysroot, so that they never link
# the libc of this machine. The distribution's libgcc_eh needs one function of glibc (dl_find_object.c), which is added to
# the archive. The objects for -ffast-math and -mpc32 do not exist on every architecture.
FROM_GCC := libgcc.a libgcc_eh.a crtbegin.o crtbeginS.o crtbeginT.o crtend.o crtendS.o
FROM_GCC_IF_THERE := crtfastmath.o crtprec32.o crtprec64.o crtprec80.o
stamps/from-gcc: $(srcdir)/libc/toolchain/dl_find_object.c stamps/headers config.mk | obj
	@mkdir -p obj/from-gcc sysroot/lib
	@for f in $(FROM_GCC); do cp "$$($(CC) -print-file-name=$$f)" obj/from-gcc/ || exit 1; done
	@for f in $(FROM_GCC_IF_THERE); do path=$$($(CC) -print-file-name=$$f); \
		case $$path in /*) cp "$$path" obj/from-gcc/ || exit 1 ;; esac; done
	@$(CC) -std=c99 -Os -fPIC -nostdinc -isystem $(COMPILER_INCLUDE) $(NACRE_SYSTEM_INCLUDES) -Wall -Wextra \
		-fvisibility=hidden $(CFLAGS) $(PREFIX_MAP) -c -o obj/dl_find_object.nacre.o $<
	@$(CROSS)ar rcsD obj/from-gcc/libgcc_eh.a obj/dl_find_object.nacre.o
	@cp -r obj/from-gcc/. sysroot/lib/
	@touch $@
SYSROOT_PARTS += stamps/from-gcc
