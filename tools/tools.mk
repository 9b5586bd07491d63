# SPDX-License-Identifier: MIT
# Builds the sysroot's programs: nacre-info, and libthread_db for gdb. nacre-info is compiled with the sysroot's own
# compilers, so it is built after the other parts of the sysroot.

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

# libthread_db runs in the host's gdb, so it is built for the host's libc. Cross builds do not have it.
stamps/gdb: $(srcdir)/tools/gdb/thread_db.cpp obj/generated/debugger_offsets.h
	@if echo '#include <thread_db.h>' | $(CXX) -E -xc++ -o /dev/null - 2>/dev/null; then mkdir -p sysroot/lib/gdb && \
		$(CXX) -std=c++20 -Os -Wall -Wextra -fPIC -fvisibility=hidden -fno-exceptions -fno-rtti -fno-stack-protector \
			$(PREFIX_MAP) -Iobj/generated -shared -nostdlib -s -Wl,-soname,libthread_db.so.1 \
			-o sysroot/lib/gdb/libthread_db.so.1 $<; fi
	@touch $@
ifneq ($(and $(filter x86_64 aarch64,$(ARCH)),$(if $(CROSS),,native)),)
SYSROOT_PARTS += stamps/gdb
endif
