# SPDX-License-Identifier: MIT
# The statistical tests and the search for duplicates. The programs are linked statically with the libc
# that was built.

STATISTICS := $(addprefix tests/statistics/,stream count duplicates)
$(STATISTICS:%=%.o): %.o: $(srcdir)/%.cpp stamps/headers | sysroot-ready
	$(call say,compiling $*)
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 -O2 -Wall -Wextra $(INSIDE) -MMD -MP -c -o $@ $<
-include $(STATISTICS:%=%.d)
$(STATISTICS): %: %.o sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $<

# tests/statistics/run runs these programs. It is built for the build machine.
tests/statistics/run: $(patsubst %.cpp,tests/host-objs/%.o,tests/statistics/run.cpp tests/statistics/verdict.cpp \
		$(HOST_SUPPORT_SRCS)) tests/host-objs/gtest.o
	@mkdir -p $(@D)
	@$(CXX) -o $@ $^ -pthread
-include tests/host-objs/tests/statistics/run.d tests/host-objs/tests/statistics/verdict.d

check-statistics: $(STATISTICS) bench/kernel_offers tests/trace_calls tests/statistics/run
	@tests/statistics/run
.PHONY: check-statistics
