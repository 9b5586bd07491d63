
# Appended to musl's config.mak by nacre's build.

# Generated copies with the seams and the fixes in them: the header first on the path, the sources by a
# rule that comes before musl's own. What a source includes by quotes is where it was, unless it has a
# copy too.
NACRE_GEN = ../gen
CFLAGS_C99FSE += -I$(NACRE_GEN)/src/internal
IMPH += $(NACRE_GEN)/src/internal/pthread_impl.h
NACRE_GEN_HEADERS := $(wildcard $(NACRE_GEN)/src/*/*.h)

obj/%.o: $(NACRE_GEN)/%.c $(GENH) $(IMPH) $(NACRE_GEN_HEADERS)
	$(CC_CMD) -iquote $(srcdir)/$(dir $*)
obj/%.lo: $(NACRE_GEN)/%.c $(GENH) $(IMPH) $(NACRE_GEN_HEADERS)
	$(CC_CMD) -iquote $(srcdir)/$(dir $*)

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
