# SPDX-License-Identifier: MIT
# In the source folder this hands over to build/, which configure makes; in a build folder it builds.
#
#   make           the sysroot: libc, headers, libstdc++, compilers
#   make demo      the same, then what this machine's kernel gives, and what a draw costs
#   make check     the same, then every test
#   make check-abi  the libc's headers against the kernel's, for every architecture of musl's
#   make check-headers  every kernel header, and pairs with the libc's, in seven modes, against glibc and stock musl
#   make check-kernels  the tests in guests of QEMU, on kernels of Debian's; TIER=full, long, stepped: more of them;
#                  ARCHITECTURES="..." fewer
#   make kernel    a kernel of our own, with the patches of kernel/patches; and its headers
#   make check-patched  nacre built against those headers, and its tests in that kernel; TESTS=indirect: those of the patch alone
#   make check-patched-mutations  each fault put into the patches: the tests must see it; FAULTS="NAME..."
#   make check-mutations  each cure taken out in turn: its test must fail
#   make check-statistics  draws counted, by dieharder too, and storms of draws without a duplicate
#   make check-stress  threads, forks, and everything at once, for some minutes; STRESS_SECONDS=n, STRESS_SEED=n
#   make check-stress-mutants  which storms notice which cure taken out; STRESS_MUTANTS="NAME..."
#   make check-world  software of Debian's, built statically, and its own suites; NACRE_WORLD="NAME..." fewer packages
#   make world-results  keeps what the last one found in docs/world.md
#   make bench     what a draw costs beside other libcs and libraries; ROUNDS=n, BENCH_FILTER=regex
#   make bench-cache  the cache in droppable memory beside hash maps, and under a memory limit
#   make bench-calls  what a wrapper costs over its system call, and a cancellation point over musl's
#   make bench-indirect  descriptors closed on exec: the call with flags, nacre_indirect, and fcntl afterwards
#   make bench-patched  the same in instructions of a guest, by the kernel's own sys_indirect too
#   make thresholds  where one way of drawing becomes sooner than another
#   make bench-results  keeps what the last one found in bench/results
#   make man       the manual pages as text, HTML and PDF, in man/ of the build folder
#   make coverage  docs/coverage.md: which of glibc's functions there are, and why others are not
#   make install   the sysroot under --prefix, below DESTDIR; make uninstall takes it away again
#   make dist      nacre-VERSION.tar.gz in the build folder, of the last commit; make fetch, what a build takes from
#                  elsewhere into the cache; make check-dist builds the one from the other without a network
#   make HOST=... GOAL  the same for another host of libc/toolchain/hosts, in hosts/HOST of the build folder

.DEFAULT_GOAL := all
GOALS := all demo guests check check-abi check-dist check-headers check-kernels check-mutations check-patched check-patched-mutations check-statistics check-stress check-stress-mutants check-world world-results bench bench-cache bench-calls bench-indirect bench-patched bench-results thresholds coverage dist fetch kernel install uninstall man stock clean

ifndef srcdir

# Several goals are made one after the other: each runs its own make in build/.
.NOTPARALLEL:
.PHONY: $(GOALS)
$(GOALS): build/config.mk
	@$(MAKE) --no-print-directory -C build $@
build/config.mk: | configure
	@./configure

else ifneq ($(filter-out $(HOST_NAME),$(HOST)),)

# Another host's build is a folder of its own in this one.
.NOTPARALLEL:
.PHONY: $(GOALS)
$(GOALS): hosts/$(HOST)/config.mk
	@$(MAKE) --no-print-directory -C hosts/$(HOST) $@
hosts/$(HOST)/config.mk:
	@mkdir -p $(@D) && cd $(@D) && $(srcdir)/configure --host=$(HOST) $(HOST_ARGUMENTS)

else

JOBS := $(shell nproc)
# As many jobs as there are processors, where nobody said how many; a make below this one shares them.
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
# No folder of the build's or the source's may be seen in what is built.
PREFIX_MAP := -ffile-prefix-map=$(CURDIR)=. -ffile-prefix-map=$(srcdir)=nacre
export CCACHE_BASEDIR := $(CURDIR)
export CCACHE_NOHASHDIR := 1

# $(call say,TEXT) shows where a long build is.
say = @echo "nacre: $(1)"

all: sysroot

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

# A changed configure is run again with the same arguments; config.mk is new only if it says something new.
stamps/configured: $(srcdir)/configure
	@$(srcdir)/configure $(CONFIGURE_ARGUMENTS)
config.mk: stamps/configured ;

sysroot: $(SYSROOT_PARTS)
# For programs to wait for, without being built again because it was asked for.
sysroot-ready: $(SYSROOT_PARTS)

install: sysroot
	@$(srcdir)/libc/toolchain/install-sysroot $(SYSROOT) "$(DESTDIR)$(prefix)"
uninstall:
	@$(srcdir)/libc/toolchain/uninstall-sysroot "$(DESTDIR)$(prefix)"

clean:
	rm -rf musl headers kernel-headers obj stock cxx sysroot stamps tests bench logs abi kernels own-kernel hosts man world

.PHONY: all sysroot sysroot-ready install uninstall clean

endif
