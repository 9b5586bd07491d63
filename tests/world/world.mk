# SPDX-License-Identifier: MIT
# Builds Debian packages statically, with nacre and with stock musl as the baseline. Runs the test suite of each package on
# both.
# NACRE_WORLD="zlib curl" selects packages.

check-world: sysroot stamps/stock tests/world/world
	@sysroot/bin/nacre-info --version >/dev/null 2>&1 || \
		{ echo "nacre: check-world runs the programs that it builds, but this machine cannot run $(HOST_NAME)" >&2; exit 1; }
	@tests/world/world run $(NACRE_WORLD)

# Copies the results to docs/world.md, and the totals to the README.
world-results: tests/world/world
	@tests/world/world results

.PHONY: check-world world-results
