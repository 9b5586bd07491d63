/* SPDX-License-Identifier: MIT */
// Compiles yescrypt ($y$), scrypt ($7$) and gost-yescrypt ($gy$) of libxcrypt, for crypt and crypt_r. All files become
// one object with the single global name __nacre_crypt_yescrypt, because a program may define names such as SHA256_Init
// itself. libxcrypt is fetched at build time. The files that are included here are under BSD licenses or in the public
// domain.
#include "crypt-port.h"

#define YESCRYPT_INTERNAL
#include "alg-sha256.c"
#include "alg-yescrypt-common.c"
#include "alg-yescrypt-opt.c"
#undef YESCRYPT_INTERNAL
#include "crypt-yescrypt.c"
#include "alg-gost3411-2012-core.c"
#include "alg-gost3411-2012-hmac.c"
#include "crypt-gost-yescrypt.c"

// Hashes KEY with SETTING into OUTPUT, which holds CRYPT_OUTPUT_SIZE bytes. On failure, sets errno and returns "*". The
// other methods in musl's crypt return "*" too.
__attribute__((__visibility__("hidden"))) char *__nacre_crypt_yescrypt(const char *key, const char *setting, char *output)
{
	const size_t key_size = strlen(key), setting_size = strlen(setting);
	uint8_t *out = (uint8_t *)output;
	// Accept only base-64 digits and the separator '$'. Other characters can have a meaning in password files.
	for (const char *c = setting; *c; c++)
		if (*c != '$' && !memchr(ascii64, *c, sizeof ascii64 - 1)) return errno = EINVAL, "*";
	void *scratch = calloc(1, ALG_SPECIFIC_SIZE);
	if (!scratch) return "*";
	*out = 0;
	if (setting[1] == 'g')
		crypt_gost_yescrypt_rn(key, key_size, setting, setting_size, out, CRYPT_OUTPUT_SIZE, scratch, ALG_SPECIFIC_SIZE);
	else
		crypt_yescrypt_rn(key, key_size, setting, setting_size, out, CRYPT_OUTPUT_SIZE, scratch, ALG_SPECIFIC_SIZE);
	explicit_bzero(scratch, ALG_SPECIFIC_SIZE);
	free(scratch);
	return *output ? output : "*";
}
