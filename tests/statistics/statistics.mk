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

check-statistics: $(STATISTICS) bench/kernel_offers tests/trace_calls
	@$(srcdir)/tests/statistics/run $(CURDIR) $(srcdir)
.PHONY: check-statistics
