# SPDX-License-Identifier: MIT
# The manual pages, in the sysroot; and make man, for reading them without it.

MAN_PAGES := $(sort $(wildcard $(srcdir)/libc/man/*.[137]))
# Which pages there are: new when one came or went.
obj/pages: FORCE | obj
	@echo '$(MAN_PAGES)' | cmp -s - $@ || echo '$(MAN_PAGES)' >$@
stamps/man: $(MAN_PAGES) obj/pages $(srcdir)/libc/man/install-pages $(srcdir)/libc/man/names | stamps
	@mkdir -p sysroot/share
	@$(srcdir)/libc/man/install-pages sysroot/share/man $(MAN_PAGES)
	@touch $@
SYSROOT_PARTS += stamps/man

man:
	@mandoc=$$($(AUX)/program mandoc tests/mandoc mandoc) && $(srcdir)/libc/man/render "$$mandoc" man $(MAN_PAGES)
	$(call say,man/index.html lists the manual pages)
.PHONY: man
