
# nacre's build appends this file to musl's config.mak.

# A patch may change any header, so every object depends on all headers. IMPH is musl's list of its private headers, on
# which every object depends.
IMPH += $(wildcard $(addprefix $(srcdir)/,src/*/*.h src/*/*/*.h include/*.h include/*/*.h arch/*/*.h arch/*/bits/*.h))

# Adds nacre's objects, which are position-independent, to both libraries. The objects of musl that are listed in
# libc/musl/replaced are left out. Stops if that list and the objects do not match.
ifneq ($(NACRE_OBJS_FILE),)
NACRE_OBJS := $(shell cat $(NACRE_OBJS_FILE))
NACRE_NAMES := $(notdir $(NACRE_OBJS:.nacre.o=.o))
# musl's object for the architecture comes before the portable one.
NACRE_REPLACED := $(foreach r,$(shell cat $(NACRE_REPLACED_FILE)),$(or $(filter obj/$(dir $(r))$(ARCH)/$(notdir $(r)).o,$(LIBC_OBJS)),obj/$(r).o))
stop_if = $(if $(strip $(1)),$(error libc/musl/replaced: $(strip $(1)): $(2)))
$(call stop_if,$(filter-out $(LIBC_OBJS),$(NACRE_REPLACED)),no such object in musl)
$(call stop_if,$(foreach o,$(NACRE_REPLACED),$(if $(filter $(notdir $(o)),$(NACRE_NAMES)),,$(o))),no object of nacre has this name)
LIBC_OBJS := $(filter-out $(NACRE_REPLACED),$(LIBC_OBJS))
$(call stop_if,$(foreach o,$(LIBC_OBJS),$(if $(filter $(notdir $(o)),$(NACRE_NAMES)),$(o))),nacre has an object of this name and it is not in the list; add it or rename nacre's)
endif
AOBJS = $(LIBC_OBJS) $(NACRE_OBJS)
LOBJS = $(LIBC_OBJS:.o=.lo) $(NACRE_OBJS)
# Rebuild the libraries if one of the two lists changes. Without this, removing an object would not rebuild them.
ifneq ($(NACRE_OBJS_FILE),)
lib/libc.a lib/libc.so: $(NACRE_OBJS_FILE) $(NACRE_REPLACED_FILE)
endif

# nacre has versions of these mathematical functions for newer processors (docs/math.md). musl's objects are the versions
# for all processors. Their names are not public.
define SSE2_VERSION
$(foreach f,obj/src/math/$(1) obj/src/math/$(ARCH)/$(1),$(f).o $(f).lo): CFLAGS_ALL += -D$(1)=__nacre_sse2_$(1) -fvisibility=hidden
endef
$(foreach f,$(MATH_FMA) $(MATH_ROUNDING),$(eval $(call SSE2_VERSION,$(f))))

# Every static program, or every program that forks, contains these objects. They run rarely. So they are optimized for
# size: this makes up for the code that the patches for IFUNC (0100) and constructor arguments (0101) add.
obj/src/env/__init_tls.o obj/src/env/__libc_start_main.o obj/src/exit/exit.o obj/src/stdio/__stdio_exit.o \
	obj/src/process/_Fork.o: CFLAGS_ALL += -Os

# Every object has unwind tables. All objects of libc.so, and the objects of libc.a that call a function of the program
# (libc/unwinding/callbacks.mk), have them in .eh_frame, for exceptions. The other objects of libc.a have them in
# .debug_frame, for debuggers. On arm, the tables have another format, which is always loaded. So arm has no tables.
ifneq ($(ARCH),arm)
$(ALL_OBJS) $(ALL_OBJS:.o=.lo): CFLAGS_ALL += -fasynchronous-unwind-tables
$(filter-out $(addprefix %/,$(CALLBACKS:=.o)),$(ALL_OBJS)): CFLAGS_ALL += -include debug_frame.h
endif
# musl's script add-cfi writes the unwind tables of assembly sources for x86_64 and i386. The line numbers that it adds
# are removed. add-cfi cannot describe a signal frame (restore.s). Debuggers recognize a signal frame by its instructions.
ifneq ($(wildcard $(srcdir)/tools/add-cfi.$(ARCH).awk),)
WITHOUT_CFI := %/restore.o %/restore.lo
$(filter-out $(WITHOUT_CFI),$(ALL_OBJS) $(ALL_OBJS:.o=.lo)): AS_CMD = \
	LC_ALL=C awk -f $(srcdir)/tools/add-cfi.common.awk -f $(srcdir)/tools/add-cfi.$(ARCH).awk $< | \
	sed -e '/^\.file /d' -e '/^\.loc /d' | $(CC) $(CFLAGS_ALL) -x assembler -c -o $@ -
endif

# A change of config.mak, to which this file is appended, may change the flags of any object. So rebuild all objects.
$(ALL_OBJS) $(ALL_OBJS:.o=.lo): config.mak

# Makes a libc.a with an allocator other than the default (libc/malloc/malloc.mk). NAME_OBJS are nacre's objects of the
# allocator NAME. MUSL_OBJS are musl's objects of mallocng.
MUSL_OBJS := $(addprefix obj/src/malloc/,calloc.o free.o realloc.o) \
	$(patsubst $(srcdir)/%.c,obj/%.o,$(wildcard $(srcdir)/src/malloc/mallocng/*.c))
WITHOUT_MALLOC = $(filter-out $(MUSL_OBJS) $(mimalloc_OBJS) $(mimalloc-secure_OBJS),$(AOBJS))
lib/malloc/%/libc.a: lib/libc.a $(MUSL_OBJS) FORCE_MALLOC
	mkdir -p $(@D)
	rm -f $@.part
	$(AR) rcD $@.part $(WITHOUT_MALLOC) $(if $(filter mallocng,$*),$(MUSL_OBJS),$($*_OBJS))
	$(RANLIB) $@.part
	mv $@.part $@
FORCE_MALLOC:
