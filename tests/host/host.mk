# SPDX-License-Identifier: MIT
# Lists the sources (HOST_SRCS) and tests (HOST_TESTS) that are also built for the host's libc, with sanitizers.
# NOT_ON_HOST lists the sources that cannot be built for the host's libc; docs/testing.md has the reasons. If several
# folders of HOST_SYSDEPS have a file of the same name, the first one is used, as in the libc's own build.
NOT_ON_HOST := libc/numbers/strto%_fast.cpp libc/threads/% libc/string/% $(addprefix libc/process/,pidfd_spawn% spawn_process.cpp posix_spawnattr_% \
	posix_spawn_file_actions_addclosefrom_np.cpp posix_spawn_file_actions_addtcsetpgrp_np.cpp)
HOST_SYSDEPS_SRCS := $(call first,$(foreach d,$(HOST_SYSDEPS),$(sort $(wildcard $(d)/*.cpp))))
HOST_SRCS := $(filter-out $(NOT_ON_HOST),$(patsubst $(srcdir)/%,%,$(LIBC_SRCS) $(HOST_SYSDEPS_SRCS)))

HOST_TESTS := tests/host/sanitizer_options.cpp tests/host/pool_test.cpp tests/host/races_test.cpp \
	tests/sysdeps/linux/vdso_image_test.cpp \
	$(patsubst $(srcdir)/%,%,$(wildcard $(srcdir)/tests/sysdeps/linux/$(ARCH)/*_test.cpp)) \
	$(addprefix tests/libc/,$(addsuffix _test.cpp,memory/droppable memory/secret fd/with_fallback fd/closefrom \
	random/arc4random random/uniform)) $(addprefix tests/support/,support_test.cpp chacha20_test.cpp)
