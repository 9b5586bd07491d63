# SPDX-License-Identifier: MIT
# Builds and runs the demonstration and the benchmarks. The program bench/draws.cpp measures random functions. It is
# built from the same sources for each libc.

NACRE_CC = sysroot/bin/nacre-gcc
NACRE_CXX = sysroot/bin/nacre-g++
# Flags for programs that use the libc's internal headers.
INSIDE = -I$(srcdir) $(SYSDEPS:%=-I%) -Iobj/generated -D_GNU_SOURCE
# Flags for sources that are compiled for nacre and for the host's libc. These sources cannot use sysdeps/musl.
HOST_SYSDEPS := $(filter-out %/musl,$(SYSDEPS))
OUTSIDE = -I$(srcdir) $(HOST_SYSDEPS:%=-I%) -D_GNU_SOURCE
PROGRAM_FLAGS = -O2 -Wall -Wextra

bench/hello-c: $(srcdir)/bench/demo/hello.c sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@echo "nacre: nacre-gcc -static hello.c"
	@$(NACRE_CC) $(PROGRAM_FLAGS) -static -o $@ $<
bench/hello-cpp: $(srcdir)/bench/demo/hello.cpp sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@echo "nacre: nacre-g++ -static hello.cpp"
	@$(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) -static -o $@ $<
bench/kernel_offers: $(srcdir)/bench/kernel_offers.cpp sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) -MMD -MP -static -o $@ $<
bench/thresholds: $(srcdir)/bench/thresholds.cpp sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) $(INSIDE) -MMD -MP -static -o $@ $<
-include bench/kernel_offers.d bench/thresholds.d

# Finds the request lengths from which one source of random bytes is faster than another. bench/thresholds.cpp names the
# constants of the libc that have these values.
thresholds: bench/thresholds
	@bench/kernel_offers
	@bench/thresholds

# Google Benchmark and bench/draws.cpp are compiled once for nacre and once for the host's libc. The program for stock
# musl is linked from the objects for nacre.
stamps/benchmark-src: $(AUX)/pins config.mk | stamps
	@tarball=$$($(AUX)/fetch benchmark $(WITH_BENCHMARK)) && $(AUX)/unpack "$$tarball" bench/benchmark
	@touch $@
BENCHMARK_UNITS := benchmark benchmark_api_internal benchmark_name benchmark_register benchmark_runner check \
	colorprint commandlineflags complexity console_reporter counter csv_reporter json_reporter perf_counters \
	reporter sleep statistics string_util sysinfo timers
BENCHMARK_FLAGS := -isystem bench/benchmark/include -DBENCHMARK_STATIC_DEFINE
DRAWS_SRCS := bench/draws.cpp $(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/bench/ops/*.cpp))

nacre_BENCH_CXX = $(CCACHE) $(NACRE_CXX)
host_BENCH_CXX = $(CCACHE) $(CXX)
define BENCH_OBJECTS
$(1)_BENCHMARK := $$(BENCHMARK_UNITS:%=bench/$(1)/benchmark/%.o)
$$($(1)_BENCHMARK): bench/$(1)/benchmark/%.o: stamps/benchmark-src $(2)
	@mkdir -p $$(@D)
	@$$($(1)_BENCH_CXX) -std=c++17 -O2 -DNDEBUG -DHAVE_POSIX_REGEX $$(BENCHMARK_FLAGS) -c -o $$@ \
		bench/benchmark/src/$$*.cc
$(1)_DRAWS := $$(DRAWS_SRCS:%.cpp=bench/$(1)/%.o)
bench/$(1)/%.o: $$(srcdir)/%.cpp stamps/benchmark-src $(2)
	@echo "nacre: compiling $$* ($(1))"
	@mkdir -p $$(@D)
	@$$($(1)_BENCH_CXX) -std=c++20 $$(PROGRAM_FLAGS) $$(BENCHMARK_FLAGS) $$(OUTSIDE) -MMD -MP -c -o $$@ $$<
-include $$($(1)_DRAWS:.o=.d) bench/$(1)/sysdeps/linux/vdso_image.d
endef
$(eval $(call BENCH_OBJECTS,nacre,stamps/headers | sysroot-ready))
$(eval $(call BENCH_OBJECTS,host,config.mk))

# bench/draws.cpp refers to arc4random weakly. A weak reference does not link a member of libc.a, so name the functions
# here.
ARC4RANDOM := arc4random arc4random_buf arc4random_uniform
bench/draws-nacre: $(nacre_DRAWS) $(nacre_BENCHMARK) sysroot/lib/libc.a
	@$(NACRE_CXX) -static $(ARC4RANDOM:%=-Wl,-u,%) -o $@ $(filter %.o,$^)
bench/draws-host: $(host_DRAWS) $(host_BENCHMARK) bench/host/sysdeps/linux/vdso_image.o
	@$(CXX) -static-libstdc++ -static-libgcc -o $@ $^ -pthread -ldl
# nacre's libstdc++ refers to arc4random, which stock musl does not have. Define these functions as 0.
LINK_STOCK = stock/bin/nacre-gcc -static $(ARC4RANDOM:%=-Wl,--defsym,%=0) -o $@ $(filter %.o,$^) sysroot/lib/libstdc++.a
bench/draws-musl: $(nacre_DRAWS) $(nacre_BENCHMARK) bench/nacre/sysdeps/linux/vdso_image.o stamps/stock
	@$(LINK_STOCK)

MERGE_OBJS := $(patsubst $(srcdir)/%.cpp,bench/nacre/%.o,$(wildcard $(srcdir)/bench/merge/*.cpp))
bench/merge: $(MERGE_OBJS) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^)
-include $(MERGE_OBJS:.o=.d)

# Measures the cache in droppable memory. A program without a cache recomputes its values. In these benchmarks, it
# decompresses them, if zlib is available.
stamps/zlib: $(srcdir)/bench/fetch-zlib | stamps
	@$< $(AUX) bench/zlib "$(CC)"
	@touch $@
CACHE_BENCH := bench/cache/main bench/cache/limited
$(CACHE_BENCH:%=bench/nacre/%.o): PROGRAM_FLAGS += -Ibench/zlib
$(CACHE_BENCH:%=bench/nacre/%.o): stamps/zlib
-include $(CACHE_BENCH:%=bench/nacre/%.d)
bench/cache-nacre: bench/nacre/bench/cache/main.o $(nacre_BENCHMARK) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^) $$(ls bench/zlib/libz.a 2>/dev/null)
bench/cache-limited: bench/nacre/bench/cache/limited.o sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^) $$(ls bench/zlib/libz.a 2>/dev/null)

bench-cache: bench/cache-nacre bench/cache-limited
	@bench/cache-nacre
	@echo
	@bench/cache-limited
	@echo
	@bench/cache-limited --peak=24

# Compares how much memory the allocators keep.
MEMORY_PROGRAMS := $(addprefix bench/memory/,nacre nacre-mallocng nacre-mimalloc-secure glibc-host)
bench/memory/nacre bench/memory/nacre-mallocng bench/memory/nacre-mimalloc-secure: $(srcdir)/bench/memory/churn.cpp \
		sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) $(patsubst nacre-%,-mmalloc=%,$(filter nacre-%,$(@F))) -static -o $@ $<
bench/memory/glibc-host: $(srcdir)/bench/memory/churn.cpp config.mk
	@mkdir -p $(@D)
	@$(CXX) -std=c++20 $(PROGRAM_FLAGS) -static -o $@ $<
bench-memory: $(MEMORY_PROGRAMS)
	@for p in $(MEMORY_PROGRAMS); do $$p || exit 1; done >bench/memory/figures.part
	@mv bench/memory/figures.part bench/memory/figures
	@awk -f $(srcdir)/bench/memory/report.awk bench/memory/figures

# Compares the methods to create a close-on-exec descriptor.
bench/indirect-nacre: bench/nacre/bench/indirect/main.o $(nacre_BENCHMARK) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^)
-include bench/nacre/bench/indirect/main.d
bench-indirect: bench/kernel_offers bench/indirect-nacre
	@bench/kernel_offers
	@bench/indirect-nacre

# Compares wrapper functions with the system calls that they make.
bench/calls-nacre: bench/nacre/bench/calls/main.o sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $<
-include bench/nacre/bench/calls/main.d
bench-calls: bench/calls-nacre
	@bench/calls-nacre

demo: bench/hello-c bench/hello-cpp bench/kernel_offers bench/draws-nacre bench/draws-host bench/merge
	@echo
	@bench/hello-c
	@bench/hello-cpp
	@echo
	@bench/kernel_offers
	@$(srcdir)/bench/list-peers $(srcdir) syscall vdso glibc-host nacre >bench/demo-peers
	@bench/merge --peers=bench/demo-peers --rounds=3 \
		--flags="--benchmark_min_time=0.01 --benchmark_filter='^fill/(1|4|16|32|64|256|4096|1048576)/.*:1$$'"

# A peer is a source of random bytes that the benchmark measures, such as a libc. ROUNDS is the number of runs of each
# peer, and BENCH_FILTER selects operations. For example: make bench ROUNDS=3 BENCH_FILTER=^fill/16/
# make bench-results keeps only complete results. They are of at least COMPLETE_ROUNDS rounds with COMPLETE_MIN_TIME and
# without a filter.
COMPLETE_ROUNDS := 5
COMPLETE_MIN_TIME := 0.03
ROUNDS := $(COMPLETE_ROUNDS)
BENCH_FILTER := .
BENCH_MIN_TIME := $(COMPLETE_MIN_TIME)
BENCH_PEERS := syscall vdso nacre nacre-avx2 nacre-sse2 musl glibc-host glibc-new libsodium openssl urandom
# The results of make bench, make bench-libc and make bench-programs.
BENCH_RESULTS := bench/results
# bench/merge with the options that these goals share. bench/keep-results reads the note "command".
MERGE = mkdir -p $(BENCH_RESULTS) && bench/merge --rounds=$(ROUNDS) \
	--flags="--benchmark_min_time=$(BENCH_MIN_TIME) --benchmark_filter='$(BENCH_FILTER)'" --note="compiler:$(COMPILER)" \
	--note="command:make $@ ROUNDS=$(ROUNDS) BENCH_MIN_TIME=$(BENCH_MIN_TIME) BENCH_FILTER='$(BENCH_FILTER)'"
bench: bench/kernel_offers bench/draws-nacre bench/draws-host bench/draws-musl bench/merge
	@bench/kernel_offers
	@$(srcdir)/bench/list-peers $(srcdir) $(BENCH_PEERS) >bench/peers.part && mv bench/peers.part bench/peers
	@$(MERGE) --peers=bench/peers --out=$(BENCH_RESULTS) --note="vgetrandom:$$(bench/kernel_offers)"
	@$(srcdir)/bench/plot $(srcdir) $(BENCH_RESULTS) random-ns random-rate

# Measures functions of the libc, in groups. The program bench/libc is built from the same sources for each libc, and
# linked statically. glibc-new is dynamic, because this machine's binutils cannot always link its libc.a.
LIBC_SRCS_OF_BENCH := $(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/bench/libc/*.cpp))
nacre_LIBC := $(LIBC_SRCS_OF_BENCH:%.cpp=bench/nacre/%.o)
host_LIBC := $(LIBC_SRCS_OF_BENCH:%.cpp=bench/host/%.o)
# The compiler must not replace a call of a measured function by its own code. Loops are aligned, because the place of a
# loop changes the times of short functions.
$(nacre_LIBC) $(host_LIBC): PROGRAM_FLAGS += -fno-builtin -falign-loops=64
-include $(nacre_LIBC:.o=.d) $(host_LIBC:.o=.d)
bench/libc-nacre: $(nacre_LIBC) $(nacre_BENCHMARK) sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $(filter %.o,$^)
bench/libc-musl: $(nacre_LIBC) $(nacre_BENCHMARK) stamps/stock
	@$(LINK_STOCK)
bench/libc-glibc: $(host_LIBC) $(host_BENCHMARK)
	@$(CXX) -static -o $@ $^
# Debian's libc.so is a linker script with absolute paths. If the compiler is unpacked in the download cache, CROSS
# begins with a directory, and these paths are below the directory root next to it.
UNPACKED_ROOT := $(if $(findstring /,$(CROSS)),$(wildcard $(dir $(CROSS))../root))
bench/libc-dynamic: $(host_LIBC) $(host_BENCHMARK)
	@$(CXX) -static-libstdc++ -static-libgcc $(UNPACKED_ROOT:%=-Wl,--sysroot=%) -o $@ $^
LIBC_PEERS := nacre nacre-avx2 nacre-sse2 musl glibc-host glibc-new
bench-libc: bench/libc-nacre bench/libc-musl bench/libc-glibc bench/libc-dynamic bench/merge
	@$(srcdir)/bench/list-peers $(srcdir) $(LIBC_PEERS:%=libc/%) >bench/libc-peers.part && \
		mv bench/libc-peers.part bench/libc-peers
	@$(MERGE) --kind=libc --peers=bench/libc-peers --out=$(BENCH_RESULTS)
	@$(srcdir)/bench/plot $(srcdir) $(BENCH_RESULTS) libc-ratios

# Counts the instructions of string functions on aarch64. GUEST_BUILD is the directory of the build for aarch64.
bench-libc-guest: bench/libc-nacre bench/libc-dynamic kernels/init
GUEST_BUILD := $(if $(filter aarch64-linux-gnu,$(HOST_NAME)),.,hosts/aarch64-linux-gnu)
# One round is sufficient, because other programs do not change the counts. Only the rows of the group string have names
# with one slash, NAME/BYTES. The names of other groups are GROUP/NAME/BYTES. A filter that begins with "-" selects the
# names that do not match.
bench-libc-aarch64: private ROUNDS = 1
bench-libc-aarch64: private BENCH_MIN_TIME = 0.01
bench-libc-aarch64: private BENCH_FILTER = -/.*/
bench-libc-aarch64: private COMPILER = $$(sed -n 's/^COMPILER := //p' $(GUEST_BUILD)/config.mk)
bench-libc-aarch64: bench/merge
	+@$(MAKE) --no-print-directory HOST=aarch64-linux-gnu bench-libc-guest
	@GUEST_BUILD=$(GUEST_BUILD) $(srcdir)/bench/list-peers $(srcdir) guest/nacre guest/glibc-new \
		>bench/guest-peers.part && mv bench/guest-peers.part bench/guest-peers
	@mkdir -p bench/guest-results
	@$(MERGE) --kind=instructions --peers=bench/guest-peers --out=bench/guest-results --note="guest:QEMU, -cpu neoverse-n1"

# Measures whole programs of Debian, which are built statically with each libc.
PROGRAMS_DIR := $(srcdir)/bench/programs
PROGRAM_LIBCS := nacre nacre-mallocng musl glibc-host
stamps/bench-programs: $(PROGRAMS_DIR)/prepare $(PROGRAMS_DIR)/pins $(srcdir)/tests/world/pins | stamps
	@$< $(srcdir) bench/programs
	@touch $@
bench/programs/nacre/built: sysroot/lib/libc.a | sysroot-ready
bench/programs/nacre/built: COMPILERS = CC=$(NACRE_CC:%=$(CURDIR)/%) CXX=$(NACRE_CXX:%=$(CURDIR)/%)
# The same programs with musl's allocator (docs/malloc.md). -mmalloc needs -static, also for the tests of configure.
bench/programs/nacre-mallocng/built: sysroot/lib/libc.a | sysroot-ready
bench/programs/nacre-mallocng/built: COMPILERS = CC="$(NACRE_CC:%=$(CURDIR)/%) -static -mmalloc=mallocng" \
	CXX="$(NACRE_CXX:%=$(CURDIR)/%) -static -mmalloc=mallocng"
bench/programs/musl/built: stamps/stock
bench/programs/musl/built: COMPILERS = CC=$(CURDIR)/stock/bin/nacre-gcc CXX=
bench/programs/glibc-host/built: COMPILERS = CC="$(CC)" CXX="$(CXX)"
$(PROGRAM_LIBCS:%=bench/programs/%/built): $(PROGRAMS_DIR)/build $(PROGRAMS_DIR)/words.cpp stamps/bench-programs
	@echo "nacre: building the programs for $(@:bench/programs/%/built=%)"
	@$(COMPILERS) $< $(srcdir) bench/programs $(@D)
	@touch $@
bench/programs/run: bench/host/bench/programs/main.o $(host_BENCHMARK) | stamps/bench-programs
	@$(CXX) -static-libstdc++ -static-libgcc -o $@ $^
-include bench/host/bench/programs/main.d
bench-programs: $(PROGRAM_LIBCS:%=bench/programs/%/built) bench/programs/run bench/merge
	@$(srcdir)/bench/list-peers $(srcdir) $(PROGRAM_LIBCS:%=programs/%) >bench/programs/peers
	@$(MERGE) --kind=programs --peers=bench/programs/peers --out=$(BENCH_RESULTS)

# Copies the last complete results of each kind to the source directory.
bench-results:
	@$(srcdir)/bench/keep-results $(BENCH_RESULTS) $(srcdir)/bench/results $(COMPLETE_ROUNDS) $(COMPLETE_MIN_TIME)

.PHONY: demo bench bench-libc bench-libc-guest bench-libc-aarch64 bench-programs bench-cache bench-calls \
	bench-indirect bench-results thresholds
