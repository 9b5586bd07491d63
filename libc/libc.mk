# SPDX-License-Identifier: MIT
# Compiles nacre's own objects. If several directories of SYSDEPS have a source with the same name, the source in the
# first of these directories is used.

SYSDEPS := $(addprefix $(srcdir)/sysdeps/,linux/$(ARCH) linux musl generic)

# $(call first,PATHS): keeps only the first of the paths that have the same file name.
first = $(if $(1),$(firstword $(1)) $(call first,$(filter-out %/$(notdir $(firstword $(1))),$(1))))
LIBC_SRCS := $(wildcard $(srcdir)/libc/*/*.cpp $(srcdir)/libc/*/*/*.cpp)
# libc/ubsan is a separate library, and not a part of the libc.
LIBC_SRCS := $(filter-out $(srcdir)/libc/ubsan/%,$(LIBC_SRCS))
# libc/musl/replaced says which string functions this build has. An architecture with vectors has a byte_vector.hpp.
STRING_KINDS := $(if $(filter nacre,$(STRING)),string $(if $(wildcard $(srcdir)/sysdeps/linux/$(ARCH)/byte_vector.hpp),vector))
# nacre's mathematical functions are for 64-bit architectures, which are those with mimalloc.
MATH_KINDS := $(if $(filter mimalloc,$(MALLOCS)),math)
REPLACED := $(shell awk -v kinds='always $(STRING_KINDS) $(MATH_KINDS) $(if $(filter mallocng,$(MALLOC)),,mimalloc)' '/^src/ && index(kinds, $$2) { print $$1 }' \
	$(srcdir)/libc/musl/replaced)
LIBC_SRCS := $(filter-out $(srcdir)/libc/string/%,$(LIBC_SRCS)) \
	$(patsubst src/string/%,$(srcdir)/libc/string/%.cpp,$(filter src/string/%,$(REPLACED))) \
	$(if $(filter vector,$(STRING_KINDS)),$(srcdir)/libc/string/two_way.cpp)
LIBC_SRCS := $(if $(MATH_KINDS),$(LIBC_SRCS),$(filter-out $(srcdir)/libc/math/%,$(LIBC_SRCS)))
# libc/malloc/malloc.mk compiles the allocator.
LIBC_SRCS := $(filter-out $(srcdir)/libc/malloc/%,$(LIBC_SRCS))
SYSDEPS_SRCS := $(call first,$(foreach d,$(SYSDEPS),$(sort $(wildcard $(d)/*.cpp $(d)/*.c))))
SYSDEPS_SRCS := $(filter-out %.sym.c,$(SYSDEPS_SRCS))

# System call wrappers are generated. Each is in its own object.
SYSCALLS := $(srcdir)/sysdeps/linux/syscalls.list
MAKE_SYSCALL := $(srcdir)/sysdeps/linux/make-syscall
SYSCALL_NAMES := $(shell $(MAKE_SYSCALL) $(SYSCALLS))

# The suffix .nacre.o avoids name clashes with musl's objects, because an archive stores only the file name of a member.
NACRE_OBJS := $(addsuffix .nacre.o,$(basename $(LIBC_SRCS:$(srcdir)/%=obj/%) $(SYSDEPS_SRCS:$(srcdir)/%=obj/%)) \
	$(addprefix obj/syscalls/,$(SYSCALL_NAMES))) obj/crypt/yescrypt.nacre.o \
	$($(MALLOC)_OBJS)
NACRE_OBJS_FILE := obj/list

# The sources that define functions with vectors. On x86_64, they are compiled for AVX-512, for AVX2, and for SSE2
# (sysdeps/linux/x86_64/string_function.hpp).
STRING_OBJS := $(patsubst $(srcdir)/%.cpp,obj/%.nacre.o,$(shell grep -l '^NACRE_STRING_FUNCTION' /dev/null \
	$(filter $(srcdir)/libc/string/%,$(LIBC_SRCS))))
IS_CLANG := $(findstring clang,$(COMPILER))
ifeq ($(ARCH),x86_64)
SSE2_OBJS := $(STRING_OBJS:obj/libc/string/%.nacre.o=obj/string_sse2/%_sse2.nacre.o)
AVX2_OBJS := $(STRING_OBJS:obj/libc/string/%.nacre.o=obj/string_avx2/%_avx2.nacre.o)
NACRE_OBJS += $(SSE2_OBJS) $(AVX2_OBJS)
# With -mno-stv, gcc does not compute with scalars in vector registers. It could do so before the instruction set is known.
AVX2_FLAGS := -mavx2 -mbmi -mbmi2 $(if $(IS_CLANG),,-mno-stv)
# Code that uses only the vector registers 16 to 31 needs no VZEROUPPER. clang cannot exclude the registers 0 to 15, so
# its code executes VZEROUPPER.
FIRST_REGISTERS := $(addprefix -ffixed-xmm,0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15)
AVX512_FLAGS := $(AVX2_FLAGS) -mavx512f -mavx512vl -mavx512bw $(if $(IS_CLANG),,$(FIRST_REGISTERS))
$(STRING_OBJS): FIXED_FLAGS := $(AVX512_FLAGS)
$(AVX2_OBJS): FIXED_FLAGS := $(AVX2_FLAGS)
endif
# The compiler must not replace a loop in memcpy by a call of memcpy, or equal ends of paths by jumps to one of them.
# clang has only the first two of these options.
STRING_FLAGS := -fno-builtin -falign-functions=64 $(if $(IS_CLANG),,-fno-tree-loop-distribute-patterns -fno-align-jumps \
	-fno-align-labels -fno-crossjumping -fno-tree-tail-merge)
$(STRING_OBJS) $(AVX2_OBJS) $(SSE2_OBJS): FIXED_FLAGS += $(STRING_FLAGS)
# Each program has the functions for all instruction sets. So those for SSE2, which only old processors use, are optimized
# for size.
$(SSE2_OBJS): FIXED_FLAGS += -Os $(if $(IS_CLANG),,-fcrossjumping) -falign-functions=16
# The compiler must not replace a loop in copy_streaming by a call of memcpy either.
obj/sysdeps/linux/x86_64/copy_streaming.nacre.o: FIXED_FLAGS := $(if $(IS_CLANG),-fno-builtin,-fno-tree-loop-distribute-patterns)

# The sources of nacre that define mathematical functions for several instruction sets. On x86_64, they are compiled for
# FMA and for SSE2 (sysdeps/linux/x86_64/math_function.hpp). The functions of math.mk are compiled in the same way from
# musl's sources.
-include $(srcdir)/sysdeps/linux/$(ARCH)/math.mk
MATH_OBJS := $(patsubst $(srcdir)/%.cpp,obj/%.nacre.o,$(shell grep -l '^NACRE_MATH_FUNCTION' /dev/null \
	$(filter $(srcdir)/libc/math/%,$(LIBC_SRCS))))
# The compiler must not contract products and sums on its own, because some must be rounded. Without a test of errno,
# the square root is one instruction.
MATH_FLAGS := -falign-functions=32 -fno-math-errno $(if $(IS_CLANG),,-frounding-math) -ffp-contract=off
$(filter obj/libc/math/%,$(NACRE_OBJS)): FIXED_FLAGS := $(MATH_FLAGS)
ifeq ($(ARCH),x86_64)
FMA_FLAGS := -mavx2 -mfma -mbmi -mbmi2 -D__FP_FAST_FMA=1 -D__FP_FAST_FMAF=1
MATH_SSE2_OBJS := $(MATH_OBJS:obj/libc/math/%.nacre.o=obj/math_sse2/%_sse2.nacre.o)
NACRE_OBJS += $(MATH_SSE2_OBJS) $(MATH_FMA:%=obj/math/%_fma.nacre.o) $(MATH_ROUNDING:%=obj/math/%_sse41.nacre.o)
$(MATH_OBJS): FIXED_FLAGS := $(MATH_FLAGS) $(FMA_FLAGS)
$(MATH_SSE2_OBJS): FIXED_FLAGS := $(MATH_FLAGS)
endif

# The directories of musl's private headers, which sysdeps/musl uses.
MUSL_INTERNAL := $(addprefix -I,musl/src/src/process musl/src/arch/$(ARCH) musl/src/arch/generic \
	musl/obj/obj/src/internal musl/src/src/include musl/src/src/internal musl/obj/obj/include \
	musl/src/include)

COMPILER_INCLUDE := $(shell $(CXX) -print-file-name=include)
NACRE_INCLUDES := -I$(srcdir) $(SYSDEPS:%=-I%) -Iobj/generated
NACRE_CXXFLAGS := -std=c++20 -O2 -fPIC -ffreestanding -nostdinc -nostdinc++ \
	-fno-exceptions -fno-rtti -fno-threadsafe-statics -fno-asynchronous-unwind-tables -fno-unwind-tables \
	-fno-stack-protector -fcf-protection=none -fomit-frame-pointer -fvisibility=hidden \
	-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror=return-type \
	-ffunction-sections -fdata-sections -D_GNU_SOURCE \
	$(PREFIX_MAP)
NACRE_SYSTEM_INCLUDES := -isystem $(COMPILER_INCLUDE) -idirafter sysroot/include -idirafter sysroot/include/under

# Offsets of members in musl's structures. The compiler computes them (sysdeps/musl/offsets.h).
# make must not delete the header as an intermediate file, because all objects would then be compiled again.
.SECONDARY: obj/generated/thread_offsets.h
obj/generated/%_offsets.h: $(srcdir)/sysdeps/musl/%_offsets.sym.c $(srcdir)/sysdeps/musl/offsets.h stamps/headers
	@mkdir -p $(@D)
	@$(CC) -std=c99 -ffreestanding -nostdinc -w -D_XOPEN_SOURCE=700 -Imusl/src $(MUSL_INTERNAL) -S -o $@.s $<
	@awk '/^[ \t]*# @ / { sub(/^[ \t]*# @ /, ""); sub(/ [$$#]/, " "); print; n++ } END { exit n == 0 }' $@.s >$@.part && mv $@.part $@

# The numbers of all system calls that have a name in the libc's <sys/syscall.h>. Fewer than 100 numbers are an error.
obj/generated/call_numbers.h: stamps/headers
	@mkdir -p $(@D)
	@echo '#include <sys/syscall.h>' | $(CC) -E -dM -nostdinc $(NACRE_SYSTEM_INCLUDES) -xc - >$@.all
	@awk '/^#define SYS_[a-z0-9_]+ [0-9]+$$/ { print $$3 ","; n++ } END { exit n < 100 }' $@.all >$@.part && mv $@.part $@
obj/libc/fd/indirect_call.nacre.o: obj/generated/call_numbers.h

# Only optimized code keeps all values of the cipher in registers (hazard key-outlives-draw in libc/random/HAZARDS.md), so
# these flags do not depend on CFLAGS.
CIPHER_FLAGS := -O2 -fno-stack-protector -fno-lto
$(foreach o,$(NACRE_OBJS),$(if $(findstring /chacha20_,$(o)),$(o))): FIXED_FLAGS := $(CIPHER_FLAGS)
# The system call dominates the time of these functions, so optimize them for size, as musl does.
$(filter obj/libc/fd/% obj/libc/process/% obj/libc/threads/% obj/syscalls/%,$(NACRE_OBJS)): FIXED_FLAGS := -Os

# The unwind tables of nacre's objects are in .debug_frame, or in .eh_frame if the object calls a function of the
# program (libc/unwinding/callbacks.mk). libc.so contains the same objects as libc.a, and so has the same tables. On arm,
# unwind tables have another format, which is always loaded into memory. So nacre's objects have none there.
include $(srcdir)/libc/unwinding/callbacks.mk
DEBUG_FRAME := $(srcdir)/libc/unwinding/debug_frame.h
ifneq ($(ARCH),arm)
UNWIND_TABLES = -fasynchronous-unwind-tables $(if $(filter $(CALLBACKS:=.nacre.o),$(@F)),,-include $(DEBUG_FRAME))
endif
$(NACRE_OBJS): $(srcdir)/libc/unwinding/callbacks.mk

define COMPILE_CXX
	$(call say,compiling $*)
	@mkdir -p $(@D)
	@$(CCACHE) $(CXX) $(NACRE_CXXFLAGS) $(CFLAGS) $(FIXED_FLAGS) $(UNWIND_TABLES) $(NACRE_INCLUDES) $(NACRE_SYSTEM_INCLUDES) -MMD -MP -c -o $@ $<
endef
obj/%.nacre.o: $(srcdir)/%.cpp $(srcdir)/libc/libc.mk obj/generated/thread_offsets.h
	$(COMPILE_CXX)

obj/string_avx2/%_avx2.nacre.o: $(srcdir)/libc/string/%.cpp $(srcdir)/libc/libc.mk obj/generated/thread_offsets.h
	$(COMPILE_CXX)
obj/math_sse2/%_sse2.nacre.o: $(srcdir)/libc/math/%.cpp $(srcdir)/libc/libc.mk obj/generated/thread_offsets.h
	$(COMPILE_CXX)
obj/string_sse2/%_sse2.nacre.o: $(srcdir)/libc/string/%.cpp $(srcdir)/libc/libc.mk obj/generated/thread_offsets.h
	$(COMPILE_CXX)

# A changed list regenerates all sources. Only changed sources get a new time stamp and are recompiled.
obj/generated/syscalls/made: $(SYSCALLS) $(MAKE_SYSCALL)
	@mkdir -p $(@D)
	@for name in $(SYSCALL_NAMES); do source=$(@D)/$$name.cpp; \
		$(MAKE_SYSCALL) $(SYSCALLS) $$name >$$source.part || exit 1; \
		if cmp -s $$source.part $$source; then rm $$source.part; else mv $$source.part $$source; fi; done
	@touch $@
$(SYSCALL_NAMES:%=obj/generated/syscalls/%.cpp): obj/generated/syscalls/made ;
obj/syscalls/%.nacre.o: obj/generated/syscalls/%.cpp $(srcdir)/libc/libc.mk obj/generated/thread_offsets.h
	$(COMPILE_CXX)

obj/%.nacre.o: $(srcdir)/%.c $(srcdir)/libc/libc.mk stamps/headers
	$(call say,compiling $*)
	@mkdir -p $(@D)
	@$(CCACHE) $(CC) -std=c99 -Os -fPIC -ffreestanding -nostdinc -D_XOPEN_SOURCE=700 -Wall -Wno-unused-value \
		-fno-asynchronous-unwind-tables -fno-unwind-tables $(UNWIND_TABLES) -I$(srcdir)/sysdeps/musl $(MUSL_INTERNAL) \
		$(CFLAGS) $(PREFIX_MAP) -MMD -MP -c -o $@ $<

# musl's compiler options for C, as far as they matter here.
MATH_CFLAGS := -std=c99 -O2 -fPIC -ffreestanding -nostdinc -D_XOPEN_SOURCE=700 -frounding-math -fno-strict-aliasing \
	-fno-stack-protector -fcf-protection=none -falign-functions=32 -fno-tree-vectorize -Wall -Wno-parentheses \
	-Wno-unused-function -Wno-unused-but-set-variable -Wno-unused-const-variable -Wno-unknown-pragmas
# $(call math_names,NAME): the macros that tell a source which function to define.
math_names = '-DNACRE_NAME="$(1)"' -DNACRE_TYPE=$(if $(filter %f,$(1)),float,double)
math_arity = $(if $(filter sincos,$(1)),0,$(if $(filter pow powf,$(1)),2,$(if $(filter fma fmaf,$(1)),3,1)))
# The compiler contracts products and sums to FMA instructions. docs/math.md has the accuracy.
obj/math/%_fma.nacre.o: $(srcdir)/sysdeps/musl/math/for_fma.c $(srcdir)/libc/libc.mk stamps/headers
	$(call say,compiling $* for FMA)
	@mkdir -p $(@D)
	@$(CCACHE) $(CC) $(MATH_CFLAGS) $(FMA_FLAGS) -ffp-contract=fast $(call math_names,$*) \
		-D$*=nacre_math_body -DNACRE_ARITY=$(call math_arity,$*) \
		'-DNACRE_SOURCE="$(if $(wildcard musl/src/src/math/$(ARCH)/$*.c),$(ARCH)/)$*.c"' \
		$(if $(filter sin cos tan sincos,$*),-DNACRE_KERNELS) $(UNWIND_TABLES) $(SYSDEPS:%=-I%) $(MUSL_INTERNAL) \
		-Imusl/src/src/math $(CFLAGS) $(PREFIX_MAP) -MMD -MP -c -o $@ $<
# The operand of ROUNDSD: a rounding mode, plus 8 if no inexact exception is raised.
ROUNDING_floor := 9
ROUNDING_ceil := 10
ROUNDING_trunc := 11
ROUNDING_rint := 4
ROUNDING_nearbyint := 12
rounding = $(or $(ROUNDING_$(1)),$(ROUNDING_$(1:%f=%)))
obj/math/%_sse41.nacre.o: $(srcdir)/sysdeps/linux/$(ARCH)/math/rounding.c $(srcdir)/libc/libc.mk stamps/headers
	$(call say,compiling $* for SSE4.1)
	@mkdir -p $(@D)
	@$(CCACHE) $(CC) $(MATH_CFLAGS) -msse4.1 $(call math_names,$*) \
		$(if $(call rounding,$*),-DNACRE_ROUNDING=$(call rounding,$*)) \
		$(UNWIND_TABLES) $(SYSDEPS:%=-I%) $(CFLAGS) $(PREFIX_MAP) -MMD -MP -c -o $@ $<

-include $(sort $(NACRE_OBJS:.o=.d) $(mimalloc_OBJS:.o=.d))

# The objects of musl that this build replaces.
obj/replaced: FORCE | obj
	@printf '%s\n' $(REPLACED) | cmp -s - $@ || printf '%s\n' $(REPLACED) >$@

# The list of objects. It changes only when an object is added, removed or rebuilt.
obj/sources: FORCE | obj
	@echo '$(NACRE_OBJS)' | cmp -s - $@ || echo '$(NACRE_OBJS)' >$@
$(NACRE_OBJS_FILE): $(NACRE_OBJS) obj/sources
	@printf '%s\n' $(addprefix $(CURDIR)/,$(NACRE_OBJS)) >$@
FORCE:
.PHONY: FORCE

# Installs the libraries of the libc into the sysroot.
stamps/libc: stamps/musl-built
	@$(srcdir)/libc/toolchain/install-libc musl/obj/lib sysroot/lib $(LOADER) $(SHARED)
	@touch $@
SYSROOT_PARTS += stamps/libc
# install-libc keeps the time stamp of an unchanged libc.a, so that programs are not linked again.
sysroot/lib/libc.a: stamps/libc ;

# Writes docs/coverage.md, which lists the functions of glibc that nacre has.
coverage: sysroot/lib/libc.a stamps/stock
	@$(srcdir)/docs/coverage/make $(CURDIR) >coverage.part && mv coverage.part $(srcdir)/docs/coverage.md
.PHONY: coverage
