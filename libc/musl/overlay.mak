
# Appended to musl's config.mak by nacre's build.

# A patch may change any header, so every object depends on all of them.
IMPH += $(wildcard $(addprefix $(srcdir)/,src/*/*.h src/*/*/*.h include/*.h include/*/*.h arch/*/*.h arch/*/bits/*.h))

# nacre's objects, position independent, serve both libraries. Those of libc/ stand in the place of
# musl's of the same name.
ifneq ($(NACRE_OBJS_FILE),)
NACRE_OBJS := $(shell cat $(NACRE_OBJS_FILE))
NACRE_REPLACED := $(foreach o,$(NACRE_OBJS),$(if $(findstring /obj/libc/,$(o)),%/$(notdir $(o:.nacre.o=.o))))
LIBC_OBJS := $(filter-out $(NACRE_REPLACED),$(LIBC_OBJS))
endif
AOBJS = $(LIBC_OBJS) $(NACRE_OBJS)
LOBJS = $(LIBC_OBJS:.o=.lo) $(NACRE_OBJS)
# An object that went away makes the libraries anew too.
ifneq ($(NACRE_OBJS_FILE),)
lib/libc.a lib/libc.so: $(NACRE_OBJS_FILE)
endif

# In every static program, and run once: small, so that IFUNC and constructor arguments do not make programs larger.
obj/src/env/__init_tls.o obj/src/exit/exit.o: CFLAGS_ALL += -Os
