# SPDX-License-Identifier: MIT
# Fetches, patches and builds musl, and links it with nacre's objects.

MUSL_FLAGS = $(CFLAGS) $(PREFIX_MAP)
MUSL_CONFIGURE = ../src/configure --prefix=$(SYSROOT) --syslibdir=$(SYSROOT)/lib --disable-wrapper \
	$(if $(CROSS),--target=$(TARGET) CROSS_COMPILE=$(CROSS)) CC="$(CCACHE) $(CC)" CFLAGS="$(MUSL_FLAGS)"
MUSL_MAKE = $(MAKE) --no-print-directory -C

stamps logs obj:
	@mkdir -p $@

# musl/src is the source that is built: the release with the patches.
stamps/musl-unpacked: $(AUX)/pins config.mk | stamps
	@tarball=$$($(AUX)/fetch musl $(WITH_MUSL)) && $(AUX)/unpack-source "$$tarball" musl/src
	@touch $@
MUSL_PATCHES := $(sort $(wildcard $(srcdir)/libc/musl/patches/*.patch))
# The list of patches. It changes when a patch is added or removed.
musl/patches: FORCE
	@mkdir -p $(@D)
	@echo '$(MUSL_PATCHES)' | cmp -s - $@ || echo '$(MUSL_PATCHES)' >$@
stamps/musl-src: $(MUSL_PATCHES) musl/patches stamps/musl-unpacked $(AUX)/patch-source
	@$(AUX)/patch-source musl/src $(MUSL_PATCHES)
	@touch $@

# musl's Makefile reads config.mak after its variables and before its rules. These files are appended to config.mak.
OVERLAY_PARTS := $(srcdir)/libc/unwinding/callbacks.mk $(wildcard $(srcdir)/sysdeps/linux/$(ARCH)/math.mk) \
	$(srcdir)/libc/musl/overlay.mak
stamps/musl-configured: $(OVERLAY_PARTS) $(srcdir)/libc/unwinding/debug_frame.h stamps/musl-unpacked | stamps/musl-src logs
	@mkdir -p musl/obj
	@cd musl/obj && $(AUX)/progress "configuring musl" ../../logs/musl-configure.log 0 $(MUSL_CONFIGURE) \
		$(if $(filter no,$(SHARED)),--disable-shared)
	@cat $(OVERLAY_PARTS) >>musl/obj/config.mak
	@cp $(srcdir)/libc/unwinding/debug_frame.h musl/obj/
	@touch $@

# Installs the headers of the sysroot: musl's headers, the kernel's headers, and nacre's overlay. nacre's own objects are
# compiled with these headers, so the headers are installed before the objects are built. The sysroot's include directory
# is replaced only if a header has changed, except include/c++, which has the headers of libstdc++.
OVERLAY_HEADERS := $(shell find $(srcdir)/libc/include $(wildcard $(srcdir)/libc/arch/$(ARCH)) -name '*.h')
# The list of overlay headers. It changes when a header is added or removed.
headers/overlay: FORCE
	@mkdir -p $(@D)
	@echo '$(OVERLAY_HEADERS)' | cmp -s - $@ || echo '$(OVERLAY_HEADERS)' >$@
stamps/headers: stamps/musl-src stamps/musl-configured headers/overlay $(OVERLAY_HEADERS) $(srcdir)/libc/musl/install-headers $(srcdir)/libc/musl/install-kernel-headers \
		$(srcdir)/libc/musl/write-syscall-numbers stamps/kernel-headers config.mk
	+@$(MUSL_MAKE) musl/obj install-headers includedir=$(CURDIR)/headers/musl >logs/musl-headers.log
	@$(srcdir)/libc/musl/install-headers headers/musl $(ARCH) $(srcdir) headers/new $(KERNEL_HEADERS)
	@$(srcdir)/libc/musl/write-syscall-numbers headers/new $(CC)
	@if diff -rq headers/new headers/installed >/dev/null 2>&1; then rm -rf headers/new; else \
		rm -rf headers/installed && mkdir -p sysroot/include && \
		find sysroot/include -mindepth 1 -maxdepth 1 ! -name c++ -exec rm -rf {} + && \
		cp -rp headers/new/. sysroot/include/ && mv headers/new headers/installed; fi
	@touch $@

MUSL_LIBS := libc.a $(if $(filter yes,$(SHARED)),libc.so)
# The number of lines that the build of musl logs, for the percentage that build-aux/progress prints.
MUSL_STEPS = $(if $(filter yes,$(SHARED)),2700,1350)

stamps/musl-built: stamps/headers $(NACRE_OBJS_FILE) $(ALL_MALLOC_OBJS) obj/replaced | logs
	+@$(AUX)/progress "building musl with nacre's objects" logs/musl.log $(MUSL_STEPS) \
		$(MUSL_MAKE) musl/obj all $(OTHER_LIBCS) $(MALLOC_VARIABLES) NACRE_OBJS_FILE=$(CURDIR)/$(NACRE_OBJS_FILE) \
		NACRE_REPLACED_FILE=$(CURDIR)/obj/replaced
	@touch $@

stamps/musl-released: $(AUX)/pins config.mk | stamps
	@tarball=$$($(AUX)/fetch musl $(WITH_MUSL)) && $(AUX)/unpack "$$tarball" musl/released
	@touch $@
# Stock musl is the baseline: the release without patches, built with the same compiler and flags.
stamps/stock-built: stamps/musl-released $(srcdir)/libc/musl/musl.mk | logs
	@mkdir -p musl/stock
	@cd musl/stock && $(AUX)/progress "configuring stock musl" ../../logs/stock-configure.log 0 \
		$(subst =$(SYSROOT),=$(CURDIR)/stock,$(subst ../src/,../released/,$(MUSL_CONFIGURE))) $(if $(filter no,$(SHARED)),--disable-shared)
	+@$(AUX)/progress "building stock musl" logs/stock.log $(MUSL_STEPS) $(MUSL_MAKE) musl/stock install
	@touch $@
# Makes a sysroot for stock musl, with the same compilers and kernel headers as nacre's sysroot.
stamps/stock: stamps/stock-built stamps/wrappers stamps/build-files stamps/from-gcc $(srcdir)/libc/musl/install-kernel-headers stamps/kernel-headers
	@rm -rf stock/include/under && mkdir -p stock/bin stock/share stock/include/under
	@$(srcdir)/libc/musl/install-kernel-headers stock/include/under $(KERNEL_HEADERS)
	@cp -Pf $(addprefix sysroot/bin/nacre-,gcc $(OTHER_NAMES)) stock/bin/
	@cp -r obj/from-gcc/. sysroot/lib/nacre-gcc.specs stock/lib/
	@cp -r sysroot/libexec stock/
	@cp -r sysroot/share/nacre stock/share/
	@touch $@
stock: stamps/stock
.PHONY: stock
