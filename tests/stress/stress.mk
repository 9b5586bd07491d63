# SPDX-License-Identifier: MIT
# Stress tests with threads and forks. They are statically linked with the libc of this build.

STRESS := $(addprefix tests/stress/,threads forks alternate_stack storm cache descriptors)
$(STRESS:%=%.o): %.o: $(srcdir)/%.cpp stamps/headers | sysroot-ready
	$(call say,compiling $*)
	@mkdir -p $(@D)
	@$(NACRE_CXX) -std=c++20 -O2 -Wall -Wextra $(INSIDE) -MMD -MP -c -o $@ $<
-include $(STRESS:%=%.d)
$(STRESS): %: %.o sysroot/lib/libc.a
	@$(NACRE_CXX) -static -o $@ $<

check-stress: $(STRESS) tests/open_descriptors bench/kernel_offers bench/cache-limited
	@$(srcdir)/tests/stress/run $(CURDIR) $(srcdir)

# Shows which stress tests detect which mutants of the libc. STRESS_MUTANTS="NAME..." selects mutants.
check-stress-mutants: $(STRESS) tests/nacre-tests $(PROGRAMS) $(MUTATION_PARTS)
	@$(srcdir)/tests/stress/mutants $(CURDIR) $(srcdir) $(STRESS_MUTANTS)
.PHONY: check-stress check-stress-mutants
