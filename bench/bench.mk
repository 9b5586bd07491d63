# SPDX-License-Identifier: MIT
# The demonstration and the comparison. The same draw_cost is built against each libc.

NACRE_CC = sysroot/bin/nacre-gcc
NACRE_CXX = sysroot/bin/nacre-g++
# For programs that look into the libc: its headers, and what they include.
INSIDE = -I$(srcdir) $(SYSDEPS:%=-I%) -Iobj/generated -D_GNU_SOURCE
# For the same sources on the machine's libc.
HOST_SYSDEPS := $(filter-out %/musl,$(SYSDEPS))
OUTSIDE = -I$(srcdir) $(HOST_SYSDEPS:%=-I%) -D_GNU_SOURCE
PROGRAM_FLAGS = -O2 -Wall -Wextra

DEMO := $(addprefix bench/,hello-c hello-cpp kernel_offers compare draw_cost draw_cost-host)

bench/hello-c: $(srcdir)/bench/demo/hello.c sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@echo "nacre: nacre-gcc -static hello.c"
	@$(NACRE_CC) $(PROGRAM_FLAGS) -static -o $@ $<
bench/hello-cpp: $(srcdir)/bench/demo/hello.cpp sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@echo "nacre: nacre-g++ -static hello.cpp"
	@$(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) -static -o $@ $<
bench/kernel_offers bench/compare bench/draw_cost: bench/%: $(srcdir)/bench/%.cpp sysroot/lib/libc.a | sysroot-ready
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) $(INSIDE) -MMD -MP -static -o $@ $<
bench/draw_cost-host: $(srcdir)/bench/draw_cost.cpp $(srcdir)/sysdeps/linux/vdso.cpp config.mk
	@mkdir -p $(@D)
	@$(CXX) -std=c++20 $(PROGRAM_FLAGS) $(OUTSIDE) -static-libstdc++ -static-libgcc -o $@ $(filter %.cpp,$^)

-include $(patsubst %,bench/%.d,kernel_offers compare draw_cost)

demo: $(DEMO)
	@echo
	@bench/hello-c
	@bench/hello-cpp
	@echo
	@bench/kernel_offers
	@bench/compare demo 3 bench/draw_cost-host bench/draw_cost

# The newest glibc that the archive has, unpacked and run by its own loader.
bench/glibc/.done: $(srcdir)/bench/fetch-glibc
	@$(srcdir)/bench/fetch-glibc $(AUX) bench/glibc && touch $@

# Short draws, where the wrapper shows; and all, close together where the vDSO and the system call meet.
SHORT := 1 2 4 8 16 32 64
ALL_LENGTHS := 1 4 16 64 128 192 240 256 272 288 304 320 328 384 4096 1048576
bench: $(DEMO) bench/glibc/.done
	@bench/kernel_offers
	@bench/compare wrapper 5 "$$(cat bench/glibc/run) bench/draw_cost-host 15 $(SHORT)" "bench/draw_cost 15 $(SHORT)"
	@bench/compare demo 3 "$$(cat bench/glibc/run) bench/draw_cost-host 9 $(ALL_LENGTHS)" "bench/draw_cost 9 $(ALL_LENGTHS)"

.PHONY: demo bench
