# SPDX-License-Identifier: MIT
# Builds and runs the tests: test programs that are linked statically with nacre; parts of nacre that are built with the
# host's libc and its sanitizers; host tests, which run on the build machine and start the compilers; and scripts.

stamps/gtest-src: $(AUX)/pins config.mk | stamps
	@tarball=$$($(AUX)/fetch googletest $(WITH_GOOGLETEST)) && $(AUX)/unpack "$$tarball" tests/gtest
	@touch $@

GTEST_SRC := tests/gtest/googletest
GTEST_FLAGS = -std=c++20 -isystem $(GTEST_SRC)/include
TEST_FLAGS = $(GTEST_FLAGS) -O1 -g -Wall -Wextra

# The folders with this architecture's tests. They are searched for headers in the same order as in sysdeps/.
TEST_MACHINE := $(addprefix $(srcdir)/tests/sysdeps/linux/,$(ARCH) .)
TEST_SRCS := $(filter-out %_host_test.cpp,$(shell cd $(srcdir) && \
	find tests/libc tests/support tests/tools -name '*.cpp' ! -path '*/host/*' ! -path '*/projects/*' && \
	ls tests/sysdeps/linux/*.cpp tests/sysdeps/linux/$(ARCH)/*.cpp))
# Tests of the kernel behavior that nacre relies on. This program can run alone, on any machine of the architecture.
KERNEL_TEST_SRCS := $(filter-out %_host_test.cpp,$(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/tests/kernel/*.cpp)))
PROGRAM_SRCS := $(filter-out %/cxx_library.cpp,$(wildcard $(srcdir)/tests/programs/*))
PROGRAMS := $(addprefix tests/,$(basename $(notdir $(PROGRAM_SRCS))))

tests/nacre/gtest.o: stamps/gtest-src stamps/headers | sysroot-ready
	$(call say,compiling GoogleTest for nacre)
	@mkdir -p $(@D)
	@$(CCACHE) $(NACRE_CXX) -O1 $(GTEST_FLAGS) -I$(GTEST_SRC) -c -o $@ $(GTEST_SRC)/src/gtest-all.cc
tests/nacre/main.o: stamps/gtest-src stamps/headers | sysroot-ready
	@mkdir -p $(@D)
	@$(CCACHE) $(NACRE_CXX) -O1 $(GTEST_FLAGS) -c -o $@ $(GTEST_SRC)/src/gtest_main.cc

tests/nacre/%.o: $(srcdir)/%.cpp stamps/gtest-src stamps/headers | sysroot-ready
	$(call say,compiling $*)
	@mkdir -p $(@D)
	@$(CCACHE) $(NACRE_CXX) $(TEST_FLAGS) $(INSIDE) $(TEST_MACHINE:%=-I%) -MMD -MP -c -o $@ $<
# The compiler must not replace a call of a tested function by its own code.
tests/nacre/tests/libc/malloc/%.o tests/nacre/tests/libc/numbers/%.o tests/nacre/tests/libc/string/%.o: TEST_FLAGS += -fno-builtin
# The same holds for constants, and for the rounding mode.
tests/nacre/tests/libc/math/%.o: TEST_FLAGS += -fno-builtin -frounding-math
-include $(TEST_SRCS:%.cpp=tests/nacre/%.d) $(KERNEL_TEST_SRCS:%.cpp=tests/nacre/%.d)

# Calls the string functions with random arguments. SEED repeats a run.
FUZZ_CALLS := 1000000000
tests/string-fuzz: tests/nacre/tests/fuzz/string_fuzz.o \
		$(addprefix tests/nacre/tests/libc/string/,differential.o differential_wide.o) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^)
fuzz-string: tests/string-fuzz
	@tests/string-fuzz $(FUZZ_CALLS) $(SEED)
.PHONY: fuzz-string
tests/numbers-fuzz: tests/nacre/tests/fuzz/numbers_fuzz.o \
		$(addprefix tests/nacre/tests/libc/numbers/,differential.o exact.o) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^)
fuzz-numbers: FUZZ_CALLS := 100000000
fuzz-numbers: tests/numbers-fuzz
	@tests/numbers-fuzz $(FUZZ_CALLS) $(SEED)
.PHONY: fuzz-numbers

# Compares mathematical functions with stock musl's, whose names get the prefix stock_, and with libquadmath.
# MATH_VALUES is the number of arguments of each function.
MATH_VALUES := 10000000
LIBQUADMATH := $(shell $(CC) -print-file-name=libquadmath.a)
# Only gcc has libquadmath, and only for some architectures.
MATH_ACCURACY := $(if $(IS_CLANG),,$(if $(wildcard $(LIBQUADMATH)),tests/math-accuracy))
STOCK_MATH := $(foreach f,sin cos tan sincos asin acos atan exp exp2 log log2 log10 pow fma hypot fmod remainder remquo \
	floor ceil trunc rint nearbyint round,$(f) $(f)f)
tests/accuracy/stock.o: stamps/stock
	@mkdir -p $(@D)
	@$(CROSS)ld -r $(STOCK_MATH:%=-u %) -o $@.part stock/lib/libc.a
	@$(CROSS)objcopy --prefix-symbols=stock_ $@.part $@
tests/nacre/tests/accuracy/main.o: TEST_FLAGS += -O2 -fno-builtin -frounding-math -isystem $(COMPILER_INCLUDE)
-include tests/nacre/tests/accuracy/main.d
tests/math-accuracy: tests/nacre/tests/accuracy/main.o tests/accuracy/stock.o sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^) $(LIBQUADMATH)
check-math: tests/math-accuracy
	@tests/math-accuracy $(MATH_VALUES) $(SEED)
.PHONY: check-math

# What section ATTRIBUTES of each manual page promises (MT-Safe, AS-Safe, AC-Safe), for tests/libc/safety_test.cpp.
SAFETY_PAGES := $(filter %.3,$(MAN_PAGES))
tests/generated/safety_claims.cpp: $(SAFETY_PAGES) obj/pages $(addprefix $(srcdir)/tests/,libc/make-safety-claims man/attributes.awk)
	@mkdir -p $(@D)
	@$(srcdir)/tests/libc/make-safety-claims $(SAFETY_PAGES) >$@
# The functions that only make a system call, for tests/libc/pass_through_test.cpp.
tests/generated/pass_through_names.cpp: $(srcdir)/tests/libc/make-pass-through-names $(SYSCALLS) $(MAKE_SYSCALL)
	@mkdir -p $(@D)
	@$< $(SYSCALLS) >$@
GENERATED_TEST_OBJS := tests/nacre/safety_claims.o tests/nacre/pass_through_names.o
$(GENERATED_TEST_OBJS): tests/nacre/%.o: tests/generated/%.cpp $(srcdir)/tests/libc/%.hpp stamps/headers | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) $(TEST_FLAGS) $(INSIDE) -c -o $@ $<

NACRE_TEST_OBJS := $(TEST_SRCS:%.cpp=tests/nacre/%.o) $(GENERATED_TEST_OBJS) tests/nacre/gtest.o tests/nacre/main.o \
	$(filter-out %/main.o,$(INFO_OBJS))
tests/nacre-tests: $(NACRE_TEST_OBJS) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(NACRE_TEST_OBJS)

KERNEL_TEST_OBJS := $(KERNEL_TEST_SRCS:%.cpp=tests/nacre/%.o) tests/nacre/gtest.o tests/nacre/main.o
tests/kernel-conformance: $(KERNEL_TEST_OBJS) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(KERNEL_TEST_OBJS)

# Programs that the tests run, each from one source.
PROGRAM_OBJS := $(PROGRAMS:tests/%=tests/programs/%.o)
tests/programs/%.o: $(srcdir)/tests/programs/%.cpp stamps/headers | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 -O1 -Wall -Wextra $(INSIDE) $(TEST_MACHINE:%=-I%) $(if $(findstring before_start,$@),-Imusl/src/arch/$(ARCH)) -MMD -MP -c -o $@ $<
tests/programs/%.o: $(srcdir)/tests/programs/%.c stamps/headers | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CC) -O1 -Wall -Wextra -MMD -MP -c -o $@ $<
-include $(PROGRAM_OBJS:.o=.d)
$(PROGRAMS): tests/%: tests/programs/%.o sysroot/lib/libc.a
	@$(NACRE_CXX) -static $(if $(findstring before_start,$@),-nostartfiles) -o $@ $(filter %.o,$^)
tests/trace_calls: tests/nacre/tests/support/trace.o tests/nacre/tests/sysdeps/linux/$(ARCH)/vdso_code.o

# Builds the sources that host.mk lists with the host's libc and its sanitizers.
include $(srcdir)/tests/host/host.mk
HOST_OBJS := $(HOST_SRCS:%.cpp=%.o) $(HOST_TESTS:%.cpp=%.o) gtest.o main.o
# tests/host-include has a list of the host's system calls, and nacre's headers <nacre/...>. The other headers of nacre are
# missing there, because they would hide the host's.
HOST_FLAGS = $(TEST_FLAGS) $(OUTSIDE) $(TEST_MACHINE:%=-I%) -Itests/host-include -isystem $(KERNEL_HEADERS)
tests/host-include/call_numbers.h: config.mk
	@mkdir -p $(@D)
	@ln -sfn $(srcdir)/libc/include/nacre $(@D)/nacre
	@echo '#include <sys/syscall.h>' | $(CXX) -E -dM -xc - | awk '/^#define SYS_[a-z0-9_]+ / { print $$2 "," }' >$@

# These tests take some minutes, so they are disabled in make check.
check-headers: sysroot stamps/stock tests/host-tests
	@tests/host-tests --gtest_also_run_disabled_tests --gtest_filter='HeaderSweep*:HeaderPairs*'
.PHONY: check-headers

# vdso_corpus_test reads the images in tests/fuzz/corpus, and limits the number of basic blocks that vdso_image.cpp
# executes for each.
asan_OBJS := tests/host/vdso_corpus_test.o
tests/host-asan-objs/tests/host/vdso_corpus_test.o: HOST_FLAGS += -DNACRE_CORPUS='"$(srcdir)/tests/fuzz/corpus"'
tests/host-asan-objs/sysdeps/linux/vdso_image.o: HOST_FLAGS += -fsanitize-coverage=trace-pc

asan_FLAGS := -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# ThreadSanitizer ignores fences, and gcc warns of each. They order only atomic accesses, so there is no false report.
tsan_FLAGS := -fsanitize=thread $(if $(findstring clang,$(COMPILER)),,-Wno-tsan)
define HOST_BUILD
tests/host-$(1)-objs/gtest.o tests/host-$(1)-objs/main.o: tests/host-$(1)-objs/%.o: stamps/gtest-src config.mk
	@mkdir -p $$(@D)
	@$$(CCACHE) $$(CXX) -O1 $$(GTEST_FLAGS) $$($(1)_FLAGS) -I$$(GTEST_SRC) -c -o $$@ \
		$$(GTEST_SRC)/src/$$(if $$(findstring gtest.o,$$@),gtest-all,gtest_main).cc
tests/host-$(1)-objs/%.o: $$(srcdir)/%.cpp tests/host-include/call_numbers.h stamps/gtest-src stamps/kernel-headers
	@echo "nacre: compiling $$* for the host ($(1))"
	@mkdir -p $$(@D)
	@$$(CCACHE) $$(CXX) $$(HOST_FLAGS) $$($(1)_FLAGS) -MMD -MP -c -o $$@ $$<
tests/host-$(1): $$(addprefix tests/host-$(1)-objs/,$$(HOST_OBJS) $$($(1)_OBJS))
	@$$(CXX) $$($(1)_FLAGS) -o $$@ $$^ -pthread
-include $$(patsubst %.o,tests/host-$(1)-objs/%.d,$$(HOST_OBJS) $$($(1)_OBJS))
endef
$(foreach sanitizer,asan tsan,$(eval $(call HOST_BUILD,$(sanitizer))))

# The program that applies mutants.
MUTATION_OBJS := tests/host-objs/tests/mutation/source.o tests/host-objs/tests/mutation/mutant.o
tests/mutation/mutants: tests/host-objs/tests/mutation/mutants.o $(MUTATION_OBJS)
	@mkdir -p $(@D)
	@$(CXX) -o $@ $^
-include tests/host-objs/tests/mutation/mutants.d

# The host tests run on the build machine. They start the compilers and tools that were built.
HOST_SUPPORT_SRCS := $(shell cd $(srcdir) && ls tests/support/host/*.cpp)
WORLD_SRCS := $(addprefix tests/world/,packages.cpp verdict.cpp results.cpp run.cpp)
SUITES_SRCS := $(addprefix tests/suites/,suite.cpp record.cpp verdict.cpp page.cpp run.cpp)
# The programs of make check-world and make check-suites.
tests/world/world: $(patsubst %.cpp,tests/host-objs/%.o,$(WORLD_SRCS) tests/world/main.cpp)
tests/suites/suites: $(patsubst %.cpp,tests/host-objs/%.o,$(SUITES_SRCS) tests/suites/main.cpp)
tests/world/world tests/suites/suites: $(HOST_SUPPORT_SRCS:%.cpp=tests/host-objs/%.o) tests/host-objs/gtest.o
	@mkdir -p $(@D)
	@$(CXX) -o $@ $^ -pthread
-include tests/host-objs/tests/world/main.d tests/host-objs/tests/suites/main.d
HOST_TEST_OBJS := $(patsubst %.cpp,tests/host-objs/%.o,$(HOST_SUPPORT_SRCS) $(WORLD_SRCS) $(SUITES_SRCS) \
	$(shell cd $(srcdir) && find tests -name '*_host_test.cpp')) $(MUTATION_OBJS)
tests/host-objs/gtest.o tests/host-objs/main.o: tests/host-objs/%.o: stamps/gtest-src config.mk
	@mkdir -p $(@D)
	@$(CCACHE) $(CXX) $(GTEST_FLAGS) -I$(GTEST_SRC) -c -o $@ $(GTEST_SRC)/src/$(if $(findstring gtest.o,$@),gtest-all,gtest_main).cc
tests/host-objs/tests/support/host/files.o: private HOST_TEST_FLAGS += -DNACRE_SOURCE='"$(srcdir)"' -DNACRE_BUILD='"$(CURDIR)"'
tests/host-objs/%.o: $(srcdir)/%.cpp stamps/gtest-src
	@echo "nacre: compiling $* for the host"
	@mkdir -p $(@D)
	@$(CCACHE) $(CXX) $(GTEST_FLAGS) $(HOST_TEST_FLAGS) -I$(srcdir) -Wall -Wextra -MMD -MP -c -o $@ $<
tests/host-tests: $(HOST_TEST_OBJS) tests/host-objs/gtest.o tests/host-objs/main.o
	@$(CXX) -o $@ $^ -pthread
-include $(HOST_TEST_OBJS:.o=.d)

# The options that compile the host tests for ThreadSanitizer, for scripts that compile changed sources:
# tests/stress/races.sh and tests/mutation/build-one.
tests/host-tsan-flags: config.mk $(srcdir)/tests/tests.mk
	@mkdir -p $(@D)
	@echo '$(subst -I$(srcdir),-I@SOURCE@,$(strip $(HOST_FLAGS) $(tsan_FLAGS)))' >$@

# The options that compile the libc's C++, for tests that compile changed sources. @SOURCE@ is the source tree.
tests/libc-flags: config.mk $(srcdir)/libc/libc.mk
	@mkdir -p $(@D)
	@echo '$(strip $(LIBC_FLAGS))' >$@
LIBC_FLAGS = $(NACRE_CXXFLAGS) $(CFLAGS) $(CIPHER_FLAGS) -I@SOURCE@ $(SYSDEPS:$(srcdir)/%=-I@SOURCE@/%) \
	-Iobj/generated $(NACRE_SYSTEM_INCLUDES)
# The options that compile the allocator.
tests/malloc-flags: config.mk $(srcdir)/libc/malloc/malloc.mk
	@mkdir -p $(@D)
	@echo '$(strip $(MALLOC_FLAGS) $(SYSDEPS:$(srcdir)/%=-I@SOURCE@/%))' >$@
# The options of a string function, one line for each instruction set for which it is compiled.
tests/string-flags: config.mk $(srcdir)/libc/libc.mk
	@mkdir -p $(@D)
	@printf '%s\n' $(if $(AVX2_OBJS),'$(AVX512_FLAGS) $(STRING_FLAGS)' '$(AVX2_FLAGS) $(STRING_FLAGS)') '$(STRING_FLAGS)' >$@
# The same for a mathematical function of nacre.
tests/math-flags: config.mk $(srcdir)/libc/libc.mk
	@mkdir -p $(@D)
	@printf '%s\n' $(if $(MATH_SSE2_OBJS),'$(MATH_FLAGS) $(FMA_FLAGS)') '$(MATH_FLAGS)' >$@
tests/nacre-test-objects: $(NACRE_TEST_OBJS)
	@printf '%s\n' $(addprefix $(CURDIR)/,$^) >$@
tests/program-objects: $(filter-out %/trace_calls.o,$(PROGRAM_OBJS))
	@printf '%s\n' $(addprefix $(CURDIR)/,$^) >$@
tests/host-tsan-objects: tests/host-tsan
	@printf '%s\n' $(addprefix tests/host-tsan-objs/,$(HOST_OBJS) $(tsan_OBJS)) >$@
MUTATION_PARTS := $(addprefix tests/,mutation/mutants nacre-test-objects program-objects libc-flags malloc-flags string-flags \
	math-flags host-tsan-flags host-tsan-objects)
# Applies each mutant (a bug that is injected on purpose) in turn. A test must fail for each.
check-mutations: tests/nacre-tests $(PROGRAMS) $(MUTATION_PARTS)
	@$(srcdir)/tests/mutation/run $(CURDIR) $(srcdir) $(MUTATIONS)

check: tests/nacre-tests tests/kernel-conformance tests/host-asan tests/host-tsan tests/host-tests $(PROGRAMS) bench/kernel_offers bench/draws-nacre \
		bench/merge stamps/stock tests/statistics/duplicates tests/nacre-test-objects tests/program-objects \
		tests/libc-flags tests/string-flags tests/math-flags $(MATH_ACCURACY) tests/mutation/mutants tests/suites/suites kernels/since
	@$(srcdir)/tests/run $(CURDIR) $(srcdir)
.PHONY: check check-mutations
