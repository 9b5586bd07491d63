
# Appended to musl's config.mak by nacre's build.

# A patch may change any header, so every object depends on all of them.
IMPH += $(wildcard $(addprefix $(srcdir)/,src/*/*.h src/*/*/*.h include/*.h include/*/*.h arch/*/*.h arch/*/bits/*.h))

# nacre's objects, position independent, serve both libraries. They replace the objects of musl that are in the list.
ifneq ($(NACRE_OBJS_FILE),)
NACRE_OBJS := $(shell cat $(NACRE_OBJS_FILE))
NACRE_NAMES := $(notdir $(NACRE_OBJS:.nacre.o=.o))
NACRE_REPLACED := $(patsubst %,obj/%.o,$(shell grep -v '^\#' $(NACRE_REPLACED_FILE)))
stop_if = $(if $(strip $(1)),$(error libc/musl/replaced: $(strip $(1)): $(2)))
$(call stop_if,$(filter-out $(LIBC_OBJS),$(NACRE_REPLACED)),no such object in musl)
$(call stop_if,$(foreach o,$(NACRE_REPLACED),$(if $(filter $(notdir $(o)),$(NACRE_NAMES)),,$(o))),no object of nacre has this name)
LIBC_OBJS := $(filter-out $(NACRE_REPLACED),$(LIBC_OBJS))
$(call stop_if,$(foreach o,$(LIBC_OBJS),$(if $(filter $(notdir $(o)),$(NACRE_NAMES)),$(o))),nacre has an object of this name and it is not in the list; add it or rename nacre's)
endif
AOBJS = $(LIBC_OBJS) $(NACRE_OBJS)
LOBJS = $(LIBC_OBJS:.o=.lo) $(NACRE_OBJS)
# An object that went away makes the libraries anew too.
ifneq ($(NACRE_OBJS_FILE),)
lib/libc.a lib/libc.so: $(NACRE_OBJS_FILE) $(NACRE_REPLACED_FILE)
endif

# In every static program, or in each that forks, and run rarely. Built for size, so that IFUNC and constructor
# arguments do not make programs larger.
obj/src/env/__init_tls.o obj/src/env/__libc_start_main.o obj/src/exit/exit.o obj/src/stdio/__stdio_exit.o \
	obj/src/process/_Fork.o: CFLAGS_ALL += -Os

# Every object has unwind tables: libc.so and the functions that call back (libc/unwinding/callbacks.mk) in
# .eh_frame, for exceptions; the rest of libc.a in .debug_frame, for debuggers. The tables of arm have another form,
# which is always loaded; there are none there.
ifneq ($(ARCH),arm)
$(ALL_OBJS) $(ALL_OBJS:.o=.lo): CFLAGS_ALL += -fasynchronous-unwind-tables
$(filter-out $(addprefix %/,$(CALLBACKS:=.o)),$(ALL_OBJS)): CFLAGS_ALL += -include debug_frame.h
endif
# musl has a program that writes those of assembly on x86_64 and i386. The line numbers that it adds are left
# out. It cannot describe a signal frame, which debuggers know by its instructions.
ifneq ($(wildcard $(srcdir)/tools/add-cfi.$(ARCH).awk),)
WITHOUT_CFI := %/restore.o %/restore.lo
$(filter-out $(WITHOUT_CFI),$(ALL_OBJS) $(ALL_OBJS:.o=.lo)): AS_CMD = \
	LC_ALL=C awk -f $(srcdir)/tools/add-cfi.common.awk -f $(srcdir)/tools/add-cfi.$(ARCH).awk $< | \
	sed -e '/^\.file /d' -e '/^\.loc /d' | $(CC) $(CFLAGS_ALL) -x assembler -c -o $@ -
endif

# A change of this file may change how anything is compiled.
$(ALL_OBJS) $(ALL_OBJS:.o=.lo): config.mak
