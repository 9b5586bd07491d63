# SPDX-License-Identifier: MIT
# Builds Debian packages statically with nacre's compilers and on stock musl, and runs their own test suites.
# NACRE_WORLD="zlib curl" selects packages.

WORLD := $(srcdir)/tests/world

check-world: sysroot stamps/stock
	@sysroot/bin/nacre-info --version >/dev/null 2>&1 || \
		{ echo "nacre: check-world runs what it builds, and this machine runs no $(HOST_NAME)" >&2; exit 1; }
	@$(WORLD)/run $(CURDIR) $(srcdir) $(NACRE_WORLD)

# Copies the results to docs/world.md, and the totals to the README.
world-results:
	@$(WORLD)/write-results $(srcdir) $(CURDIR) >world-results.part
	@mv world-results.part $(srcdir)/docs/world.md
	@awk 'NR == FNR { if (/^\| `make check-world` \|/) on = 1; if (!NF) on = 0; if (on) table = table $$0 "\n"; next } \
		/^\| `make check-world` \|/ { printf "%s", table; old = 1 } !NF { old = 0 } !old' \
		$(srcdir)/docs/world.md $(srcdir)/README.md >readme.part && mv readme.part $(srcdir)/README.md
.PHONY: check-world world-results
