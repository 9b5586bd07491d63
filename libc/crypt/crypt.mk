# SPDX-License-Identifier: MIT
# Builds yescrypt, scrypt and gost-yescrypt for crypt, from the source of libxcrypt.

# Only these files are unpacked. They are under BSD licenses or in the public domain. port/crypt-port.h replaces
# libxcrypt's header.
LIBXCRYPT_FILES := $(addprefix lib/,alg-gost3411-2012-const.h alg-gost3411-2012-core.[ch] alg-gost3411-2012-hmac.[ch] \
	alg-gost3411-2012-precalc.h alg-gost3411-2012-ref.h alg-sha256.[ch] alg-yescrypt-common.c alg-yescrypt-opt.c \
	alg-yescrypt-platform.c alg-yescrypt.h byteorder.h crypt-gost-yescrypt.c crypt-yescrypt.c)
stamps/libxcrypt: $(AUX)/pins $(srcdir)/libc/crypt/crypt.mk config.mk | stamps
	@tarball=$$($(AUX)/fetch libxcrypt $(WITH_LIBXCRYPT)) && $(AUX)/unpack "$$tarball" libxcrypt $(LIBXCRYPT_FILES:%='%')
	@touch $@

# Builds one object with one global name, and removes unused functions. On i386, the compiler puts helper functions into
# section groups, of which the linker keeps only one with the same name. objcopy -G would make the symbols in the groups
# local. If the linker kept such a group, other objects could not use its local symbols. So --force-group-allocation
# dissolves the groups.
obj/crypt/yescrypt.nacre.o: $(srcdir)/libc/crypt/yescrypt.c $(srcdir)/libc/crypt/port/crypt-port.h stamps/libxcrypt stamps/headers
	$(call say,compiling libc/crypt/yescrypt)
	@mkdir -p $(@D)
	@$(CCACHE) $(CC) -std=gnu11 -O2 -fPIC -ffreestanding -nostdinc -fno-stack-protector -fcf-protection=none \
		-fno-asynchronous-unwind-tables -fno-unwind-tables -ffunction-sections -fdata-sections -D_GNU_SOURCE -DNDEBUG \
		-Wall $(CFLAGS) -I$(srcdir)/libc/crypt/port -Ilibxcrypt/lib $(NACRE_SYSTEM_INCLUDES) $(PREFIX_MAP) \
		-fno-lto -c -o $@.all $<
	@$(CROSS)ld -r --force-group-allocation --gc-sections -u __nacre_crypt_yescrypt -o $@.part $@.all
	@$(CROSS)objcopy -G __nacre_crypt_yescrypt $@.part && mv $@.part $@
