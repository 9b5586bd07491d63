# SPDX-License-Identifier: MIT
# In the source directory, make runs configure when needed and continues in build/. In a build directory, make builds
# the goal.
#
# Build
#   make                 builds the sysroot: libc, headers, libstdc++ and compilers
#   make demo            builds two programs, prints whether the vDSO has getrandom, and measures getrandom()
#   make man             renders the manual pages as text, HTML and PDF into man/ of the build directory
#   make install         copies the sysroot to DESTDIR and --prefix
#   make uninstall       removes an installed sysroot
#   make stock           builds stock musl, the baseline for comparisons, in stock/ of the build directory
#   make kernel          builds a kernel with the patches in kernel/patches, and installs its headers
#   make clean           removes everything that was built
#   make HOST=... GOAL   builds GOAL for another host of libc/toolchain/hosts, in hosts/HOST of the build directory
#
# Test
#   make check           runs the test suite
#   make check-abi       compares the libc's headers with the kernel's for every musl architecture
#   make check-headers   compiles every kernel header, alone and with libc headers, in seven language modes
#   make check-kernels   runs the tests in QEMU guests with Debian kernels; TIER=full|long|stepped|storm, ARCHITECTURES="..."
#   make check-patched   tests nacre on the patched kernel; TESTS=indirect runs only the tests of sys_indirect
#   make check-mutations      makes one statement of the libc wrong at a time; a test must fail; MUTATIONS="NAME..."
#   make check-patched-mutations  does the same with the kernel patches; MUTATIONS="NAME..."
#   make check-statistics     tests the random numbers statistically and searches for duplicates
#   make check-stress         runs threads and forks under load for minutes; STRESS_SECONDS=n, STRESS_SEED=n
#   make check-stress-mutants shows which stress tests detect which mutants; STRESS_MUTANTS="NAME..."
#   make check-world     builds Debian packages statically and runs their test suites; NACRE_WORLD="NAME..."
#   make fuzz-string     compares the string functions with plain loops on random arguments; FUZZ_CALLS=n, SEED=n
#   make fuzz-numbers    compares conversions between numbers and text with the exact ones; FUZZ_CALLS=n, SEED=n
#   make check-suites    runs test suites of other projects; TIER=quick|full, SUITES="NAME..."
#   make check-dist      builds the source archive without a network
#
# Measure
#   make bench           compares getrandom() with other libcs and libraries; ROUNDS=n, BENCH_FILTER=regex
#   make bench-libc      compares libc functions with those of stock musl and glibc; ROUNDS=n, BENCH_FILTER=REGEX
#   make bench-libc-aarch64   counts instructions of string functions on nacre and glibc, in a QEMU guest with aarch64
#   make bench-programs  compares whole programs on nacre, stock musl and glibc; ROUNDS=n, BENCH_FILTER=REGEX
#   make bench-cache     compares the droppable cache with hash maps, also under a memory limit
#   make bench-calls     compares wrappers with their system calls, and cancellation points with musl's
#   make bench-memory    compares how much memory the allocators keep
#   make bench-indirect  compares three methods to create close-on-exec descriptors
#   make bench-patched   counts the instructions of the same methods on the patched kernel, which has sys_indirect
#   make thresholds      finds the request lengths from which one source of random bytes is faster than another
#
# Release
#   make dist            writes nacre-VERSION.tar.gz of the last commit into the build directory
#   make fetch           downloads everything that a build needs into the cache
#   make bench-results   copies the last results of make bench, bench-libc and bench-programs to bench/results
#   make world-results   copies the last results of make check-world to docs/world.md
#   make suites-results  copies the last results of make check-suites to docs/suites.md
#   make coverage        writes docs/coverage.md: which glibc functions nacre has, and why it lacks others

.DEFAULT_GOAL := all
# Two goals are not in the list above: guests builds the programs for make check-kernels, and bench-libc-guest those for
# make bench-libc-aarch64.
GOALS := all demo guests check check-abi check-dist check-headers check-kernels check-mutations check-patched check-patched-mutations check-statistics check-stress check-stress-mutants check-suites suites-results check-world world-results fuzz-string fuzz-numbers bench bench-libc bench-libc-aarch64 bench-libc-guest bench-programs bench-cache bench-calls bench-indirect bench-memory bench-patched bench-results thresholds coverage dist fetch kernel install uninstall man stock clean

ifndef srcdir

# Each goal runs its own make in build/, so goals run one after the other.
.NOTPARALLEL:
.PHONY: $(GOALS)
$(GOALS): build/config.mk
	@$(MAKE) --no-print-directory -C build $@
build/config.mk: | configure
	@./configure

else ifneq ($(filter-out $(HOST_NAME),$(HOST)),)

# A build for another host has its own directory inside this build directory.
.NOTPARALLEL:
.PHONY: $(GOALS)
$(GOALS): hosts/$(HOST)/config.mk
	@$(MAKE) --no-print-directory -C hosts/$(HOST) $@
hosts/$(HOST)/config.mk:
	@mkdir -p $(@D) && cd $(@D) && $(srcdir)/configure --host=$(HOST) $(HOST_ARGUMENTS)

else

JOBS := $(shell nproc)
# Without -j, run one job per processor. A nested make shares these jobs.
ifeq ($(filter -j% --jobserver%,$(MAKEFLAGS))$(NACRE_SHARES_JOBS),)
MAKEFLAGS += -j$(JOBS)
endif
export NACRE_SHARES_JOBS := yes
MAKEFLAGS += --no-builtin-rules
.DELETE_ON_ERROR:
.SUFFIXES:

VERSION := $(shell cat $(srcdir)/VERSION)
SYSROOT := $(CURDIR)/sysroot
AUX := $(srcdir)/build-aux
# Keeps the paths of the build and source directories out of the output, so that builds are reproducible.
PREFIX_MAP := -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(srcdir)=nacre
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

# $(call say,TEXT) prints a line of progress.
say = @echo "nacre: $(1)"

all: sysroot

include $(srcdir)/libc/malloc/malloc.mk
include $(srcdir)/libc/libc.mk
include $(srcdir)/libc/crypt/crypt.mk
include $(srcdir)/libc/man/man.mk
include $(srcdir)/libc/musl/musl.mk
include $(srcdir)/libc/toolchain/toolchain.mk
include $(srcdir)/libc/cxx/cxx.mk
include $(srcdir)/libc/ubsan/ubsan.mk
include $(srcdir)/tools/tools.mk
include $(srcdir)/bench/bench.mk
include $(srcdir)/tests/tests.mk
include $(srcdir)/kernel/kernel.mk
include $(srcdir)/tests/dist/dist.mk
include $(srcdir)/tests/statistics/statistics.mk
include $(srcdir)/tests/stress/stress.mk
include $(srcdir)/tests/world/world.mk
include $(srcdir)/tests/suites/suites.mk

# If configure has changed, runs it again with the same arguments. configure keeps config.mk if its content is the same.
stamps/configured: $(srcdir)/configure
	@$(srcdir)/configure $(CONFIGURE_ARGUMENTS)
config.mk: stamps/configured ;

sysroot: $(SYSROOT_PARTS)
# Programs have this as an order-only prerequisite, so that make builds the sysroot first but does not rebuild the
# programs each time.
sysroot-ready: $(SYSROOT_PARTS)

install: sysroot
	@$(srcdir)/libc/toolchain/install-sysroot $(SYSROOT) "$(DESTDIR)$(prefix)"
uninstall:
	@$(srcdir)/libc/toolchain/uninstall-sysroot "$(DESTDIR)$(prefix)"

clean:
	rm -rf musl headers kernel-headers libxcrypt mimalloc obj stock cxx sysroot stamps tests bench logs abi kernels patched-kernel \
		hosts man world suites

.PHONY: all sysroot sysroot-ready install uninstall clean

endif
