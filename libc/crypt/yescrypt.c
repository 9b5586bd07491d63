/* SPDX-License-Identifier: MIT */
// yescrypt ($y$), scrypt ($7$) and gost-yescrypt ($gy$) for crypt and crypt_r, by libxcrypt's functions. They are
// compiled as one object, in which __nacre_crypt_yescrypt is the only global name: a program may have functions called
// SHA256_Init and the like. libxcrypt is fetched at build time. The files that are used are under BSD licenses.
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

// Hash KEY by SETTING into OUTPUT, which has room for CRYPT_OUTPUT_SIZE bytes. "*" tells of a failure, as from the
// other methods of musl's crypt; errno says why.
__attribute__((__visibility__("hidden"))) char *__nacre_crypt_yescrypt(const char *key, const char *setting, char *output)
{
	const size_t key_size = strlen(key), setting_size = strlen(setting);
	uint8_t *out = (uint8_t *)output;
	// Digits and separators only: other characters mean something in the files that passwords are kept in.
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
