# SPDX-License-Identifier: MIT
# Installs the manual pages in the sysroot. `make man` renders them as text, HTML and PDF.

MAN_PAGES := $(sort $(wildcard $(srcdir)/libc/man/*.[137]))
# obj/pages lists the pages. It changes only when a page is added or removed. stamps/man depends on it, so that all pages
# are then installed again.
obj/pages: FORCE | obj
	@echo '$(MAN_PAGES)' | cmp -s - $@ || echo '$(MAN_PAGES)' >$@
stamps/man: $(MAN_PAGES) obj/pages $(srcdir)/libc/man/install-pages $(srcdir)/libc/man/names | stamps
	@mkdir -p sysroot/share
	@$(srcdir)/libc/man/install-pages sysroot/share/man $(MAN_PAGES)
	@touch $@
SYSROOT_PARTS += stamps/man

# build-aux/program prints the command that runs mandoc. If mandoc is not installed, Debian's package is unpacked.
man:
	@mandoc=$$($(AUX)/program mandoc tests/mandoc mandoc) && $(srcdir)/libc/man/render "$$mandoc" man $(MAN_PAGES)
	$(call say,man/index.html lists the manual pages)
.PHONY: man
