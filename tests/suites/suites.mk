# SPDX-License-Identifier: MIT
# Builds and runs test suites of other projects, on nacre, stock musl and this machine's glibc.
# TIER=quick runs fewer tests, and only on nacre, linked statically. SUITES="glibc gnulib" runs only these suites.

check-suites: sysroot stamps/stock tests/suites/suites
	@TIER=$(TIER) tests/suites/suites run $(SUITES)

# Copies the results of the last full run to docs/suites.md.
suites-results: tests/suites/suites
	@tests/suites/suites results

.PHONY: check-suites suites-results
