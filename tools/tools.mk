# SPDX-License-Identifier: MIT
# Programs of the sysroot: they are built with it, once the rest of it is there.

INFO_OBJS := $(patsubst $(srcdir)/%.cpp,obj/%.o,$(wildcard $(srcdir)/tools/info/*.cpp))
obj/tools/%.o: $(srcdir)/tools/%.cpp $(srcdir)/VERSION stamps/headers | $(SYSROOT_PARTS)
	@mkdir -p $(@D)
	@$(CCACHE) $(NACRE_CXX) -std=c++20 $(PROGRAM_FLAGS) $(INSIDE) $(PREFIX_MAP) -DNACRE_VERSION='"$(VERSION)"' -MMD -MP -c -o $@ $<
-include $(INFO_OBJS:.o=.d)

ifeq ($(CXX_RUNTIME),yes)
stamps/info: $(INFO_OBJS) sysroot/lib/libc.a | $(SYSROOT_PARTS)
	$(call say,linking nacre-info)
	@$(NACRE_CXX) -static -s -o sysroot/bin/.nacre-info.part $(INFO_OBJS)
	@mv -f sysroot/bin/.nacre-info.part sysroot/bin/nacre-info
	@touch $@
SYSROOT_PARTS += stamps/info
endif
