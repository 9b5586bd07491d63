# SPDX-License-Identifier: MIT
# Software of the world, as Debian has its sources, built statically with nacre's compilers, and its own test
# suites; the same on stock musl beside it. NACRE_WORLD="zlib curl" chooses fewer packages.

WORLD := $(srcdir)/tests/world

check-world: sysroot stamps/stock
	@$(WORLD)/run $(CURDIR) $(srcdir) $(NACRE_WORLD)

# Keeps what was found.
world-results:
	@$(WORLD)/write-results $(srcdir) $(CURDIR)/world >world/results.part && mv world/results.part $(srcdir)/docs/world.md
.PHONY: check-world world-results
