# SPDX-License-Identifier: MIT
# Builds the allocators of the libc. MALLOCS are all, and MALLOC is the default (configure).

# NAME_OBJS are nacre's objects of the allocator NAME. mallocng has none: it is built with musl (libc/musl/overlay.mak).
mallocng_OBJS :=
PUBLIC_MALLOC_OBJS := $(patsubst $(srcdir)/%.cpp,obj/%.nacre.o,$(wildcard $(srcdir)/libc/malloc/*.cpp))
mimalloc_OBJS := $(PUBLIC_MALLOC_OBJS) obj/mimalloc/malloc.nacre.o
mimalloc-secure_OBJS := $(PUBLIC_MALLOC_OBJS) obj/mimalloc-secure/malloc.nacre.o
ALL_MALLOC_OBJS := $(sort $(foreach m,$(MALLOCS),$($(m)_OBJS)))
# The allocators that a program can select with -mmalloc=NAME, in addition to the default.
OTHER_MALLOCS := $(filter-out $(MALLOC),$(MALLOCS))

# Debian's package of emscripten has mimalloc's source in this folder.
MIMALLOC_FOLDER := usr/share/emscripten/system/lib/mimalloc
stamps/mimalloc-unpacked: $(AUX)/pins $(AUX)/unpack $(AUX)/unpack-source $(srcdir)/libc/malloc/malloc.mk config.mk | stamps
	@archive=$$($(AUX)/fetch mimalloc $(WITH_MIMALLOC)) && case $$archive in *.deb) below="--below $(MIMALLOC_FOLDER)" ;; esac && \
		$(AUX)/unpack-source $$below "$$archive" mimalloc 'include/*' 'src/*'
	@touch $@
MIMALLOC_PATCHES := $(sort $(wildcard $(srcdir)/libc/malloc/patches/*.patch))
# The list of patches. It changes when a patch is added or removed.
obj/mimalloc/patches: FORCE
	@mkdir -p $(@D)
	@echo '$(MIMALLOC_PATCHES)' | cmp -s - $@ || echo '$(MIMALLOC_PATCHES)' >$@
stamps/mimalloc: $(MIMALLOC_PATCHES) obj/mimalloc/patches stamps/mimalloc-unpacked $(AUX)/patch-source
	@$(AUX)/patch-source mimalloc $(MIMALLOC_PATCHES)
	@touch $@

# The functions that the rest of the libc calls. All other names of mimalloc are local, because a program can contain its
# own mimalloc. The linker removes the functions that are not used.
MALLOC_FUNCTIONS := __libc_malloc_impl __libc_free __libc_realloc __nacre_zalloc __nacre_aligned_alloc \
	__nacre_usable_size __malloc_atfork __nacre_malloc_thread_exit
MALLOC_HEADERS := $(wildcard $(srcdir)/libc/malloc/*.h $(srcdir)/sysdeps/musl/mimalloc_*.h \
	$(addprefix $(srcdir)/sysdeps/,musl/thread_words.h linux/$(ARCH)/thread_words.h))
MALLOC_FLAGS = -std=gnu11 -O2 -fPIC -ffreestanding -nostdinc -fvisibility=hidden -fno-stack-protector -fcf-protection=none \
	-fomit-frame-pointer -fno-asynchronous-unwind-tables -fno-unwind-tables $(UNWIND_TABLES) -ffunction-sections \
	-fdata-sections -D_XOPEN_SOURCE=700 -D_GNU_SOURCE -DNDEBUG -Wall -Wno-unused -Wno-parentheses $(CFLAGS) -fno-lto \
	-Imimalloc/include -Imimalloc/src -Iobj/generated $(MUSL_INTERNAL) -isystem $(COMPILER_INCLUDE)
# Level 4 of mimalloc's secure mode has guard pages around its own data, a random order of blocks, encoded lists of free
# blocks, and checks for double frees and buffer overflows.
obj/mimalloc-secure/malloc.nacre.o: SECURE := -DMI_SECURE=4
$(filter %/malloc.nacre.o,$(ALL_MALLOC_OBJS)): $(srcdir)/libc/malloc/malloc.c $(MALLOC_HEADERS) $(srcdir)/libc/malloc/malloc.mk \
		obj/generated/thread_offsets.h stamps/mimalloc stamps/headers
	$(call say,compiling $(notdir $(@D)))
	@mkdir -p $(@D)
	@$(CCACHE) $(CC) $(MALLOC_FLAGS) $(SECURE) $(SYSDEPS:%=-I%) $(PREFIX_MAP) -c -o $@.all $<
	@$(CROSS)ld -r --force-group-allocation --gc-sections $(MALLOC_FUNCTIONS:%=-u %) -o $@.part $@.all
	@$(CROSS)objcopy --strip-unneeded $(MALLOC_FUNCTIONS:%=-G %) $@.part && mv $@.part $@

# musl's build makes a libc.a for each of the OTHER_MALLOCS. MALLOC_VARIABLES passes it the lists of objects.
OTHER_LIBCS := $(OTHER_MALLOCS:%=lib/malloc/%/libc.a)
MALLOC_VARIABLES := $(foreach m,$(MALLOCS),$(m)_OBJS="$(addprefix $(CURDIR)/,$($(m)_OBJS))")
