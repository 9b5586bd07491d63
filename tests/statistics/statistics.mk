# SPDX-License-Identifier: MIT
# Statistics as a smoke test, and the storms of draws. The programs take their bytes from the libc that
# was built, statically linked.

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
