# SPDX-License-Identifier: MIT
# Builds and runs test suites of other projects, on nacre, stock musl and this machine's glibc.
# TIER=quick runs a selection. SUITES="glibc gnulib" selects suites.

check-suites: sysroot stamps/stock tests/suites/suites
	@TIER=$(TIER) tests/suites/suites run $(SUITES)

# Copies the results of the last full run to docs/suites.md.
suites-results: tests/suites/suites
	@tests/suites/suites results

tests/suites/suites: $(patsubst %.cpp,tests/host-objs/%.o,$(SUITES_SRCS) tests/suites/main.cpp $(HOST_SUPPORT_SRCS)) \
		tests/host-objs/gtest.o
	@mkdir -p $(@D)
	@$(CXX) -o $@ $^ -pthread
-include tests/host-objs/tests/suites/main.d
.PHONY: check-suites suites-results
