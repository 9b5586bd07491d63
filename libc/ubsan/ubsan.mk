# SPDX-License-Identifier: MIT
# libubsan.a: the run-time library of -fsanitize=undefined, for gcc and clang. It is not a part of the libc.

UBSAN_OBJS := $(patsubst $(srcdir)/%.cpp,obj/%.nacre.o,$(wildcard $(srcdir)/libc/ubsan/*.cpp))
-include $(UBSAN_OBJS:.o=.d)

stamps/ubsan: $(UBSAN_OBJS) $(srcdir)/libc/ubsan/ubsan.mk
	@mkdir -p sysroot/lib
	@rm -f obj/libubsan.a && $(CROSS)ar rcsD obj/libubsan.a $(UBSAN_OBJS)
	@cp obj/libubsan.a sysroot/lib/.libubsan.a.part && mv sysroot/lib/.libubsan.a.part sysroot/lib/libubsan.a
	@# For a static link, gcc reads libsanitizer.spec. This file defines link_libubsan, the options for linking libubsan.
	@printf '*link_libubsan:\n-lm\n\n' >sysroot/lib/libsanitizer.spec
	@touch $@
SYSROOT_PARTS += stamps/ubsan
