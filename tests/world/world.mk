# SPDX-License-Identifier: MIT
# Software of the world, as Debian has its sources, built statically with nacre's compilers, and its own test
# suites; the same on stock musl beside it. NACRE_WORLD="zlib curl" chooses fewer packages.

WORLD := $(srcdir)/tests/world

check-world: sysroot stamps/stock
	@sysroot/bin/nacre-info --version >/dev/null 2>&1 || \
		{ echo "nacre: check-world runs what it builds, and this machine runs no $(HOST_NAME)" >&2; exit 1; }
	@$(WORLD)/run $(CURDIR) $(srcdir) $(NACRE_WORLD)

# Keeps what was found, in docs/world.md and the README's table.
world-results:
	@$(WORLD)/write-results $(srcdir) $(CURDIR) >world-results.part
	@mv world-results.part $(srcdir)/docs/world.md
	@awk 'NR == FNR { if (/^\| package \| version/) on = 1; if (!NF) on = 0; if (on) table = table $$0 "\n"; next } \
		/^\| package \| version/ { printf "%s", table; old = 1 } !NF { old = 0 } !old' \
		$(srcdir)/docs/world.md $(srcdir)/README.md >readme.part && mv readme.part $(srcdir)/README.md
.PHONY: check-world world-results
