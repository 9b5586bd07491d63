/* SPDX-License-Identifier: MIT */
// Tests crypt with yescrypt, scrypt and gost-yescrypt, which stock musl lacks, and with unknown methods and bad settings.
#define _GNU_SOURCE
#include "cases.h"
#include <crypt.h>
#include <errno.h>
#include <stdlib.h>

// These hashes were made by Debian's libcrypt.
static const struct vector { const char *key, *hash; } yescrypt[] = {
	{"secret", "$y$j9T$AAAAAAAAAAAAAAAAAAAAA.$DpCz3P.2JzjHrPns2FtsWk9q5/xbgKn0gJSJ40bPvr0"},
	{"secret", "$y$j75$.IWGjFNiSD.8B7rZw4i/f.$mUdANGuP4EkWB76P//Qg3/y1if0Ur.LqziJfm8jBU21"},
	{"", "$y$j85$9.HJux7ldvkAMpbc5nS2q.$RTXT/juGVDKGd8iyyPW6Oi8TYUv27BH2lOJT573i3D/"},
	{"pässwörd with spaces", "$y$j7T$Kg1M3eunobVDXVMfGTD5/NqWkKhyTEIOCC9qx9mFg37$XUsKowmwYFl/mlVAmyssMv/Th3kwuqPE5Wxi8Zh/kZA"},
	{"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "$y$j75$VMoOEKfqzHGGiB7iR9k7A/$7GkYyCAiuVy310vurZ4kMQkuvKBhQ0tkP01NmQ1la79"},
}, scrypt[] = {
	{"secret", "$7$BU..../..../MmGkJdiTHE8CB5ax8y/g.$iwjzRPhKcDLrOOai7EUyR01V1jlDf.7BYP1IBwY4Fa8"},
	{"", "$7$BU..../....A2XJv/Olez.BNtrc6ri2r.$HSsNMqP3YGZ2m3t9yNhsxp1ntHj/G20aL3FADMrhvs9"},
	{"pässwörd with spaces", "$7$BU..../....LkHM4i8opflDYZcfHXT50R4XlOxyUIYODGPqyD0Gh77$d8FwjjhdnfdXV6AHd0un2djuPZlPINlcBwsaZpNov64"},
	{"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "$7$BU..../....WQ2PFOvq.IWGjFNiSD.8B/$cYhTCkxoy/0.iDTnQwplTOzrqDXtvTlV7pYWwfHaSF/"},
	{"secret", "$7$C6..../....SodiumChloride$KnaT/KYqe0Wkw8JJxj5dtK/JH3wZT3jEZzX4iCRKXQ0"},
}, gost[] = {
	{"secret", "$gy$j75$0Q0HlNtiULU8DFLayCC0h.$0/sgIZ0tXtL62PoCp1qLqdskMLIBTc7N56U5sAXKCOA"},
	{"", "$gy$j85$B6nJw3elf1FBOx5d7vy2s.$9eg61KpPgR76Qy/aGkQIg9JyrnBVf/TuxKoWZVkjLT3"},
	{"pässwörd with spaces", "$gy$j7T$MoXM5mOoqj/EZdsfIbj51VKXmSBzVMoOEKfqzHGGiB7$nCZ4Xc2DcRLTDyOkmPpzqf7o//MoGQNdcxxEObIc77D"},
	{"0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789", "$gy$j75$XUIPGS9r/MmGkJdiTHE8C/$CQ4Hu97A0Z6.OqWdBl4kEJ/cyTBhgFOGdwv8KwvBzX3"},
};

// Returns whether crypt and crypt_r reject the setting.
static int fails(const char *setting)
{
	struct crypt_data data = {0};
	for (int reentrant = 0; reentrant < 2; reentrant++) {
		errno = 0;
		char *h = reentrant ? crypt_r("secret", setting, &data) : crypt("secret", setting);
		// The result must differ from the setting. Otherwise, any password would open a locked account.
		if (h && (h[0] != '*' && h[0] != 'x')) return fprintf(stderr, "setting %s: result %s, expected *, *0 or x\n", setting, h), 0;
		if (h && (strlen(h) > 2 || !strcmp(h, setting))) return fprintf(stderr, "setting %s: result %s, expected another text of at most two characters\n", setting, h), 0;
		if (errno != EINVAL) return fprintf(stderr, "setting %s: errno %d, expected EINVAL\n", setting, errno), 0;
	}
	return 1;
}
// Returns whether the key gives this hash, both with the hash and with only its parameters as the setting, and whether a
// wrong key gives another hash.
static int accepts(const struct vector *v)
{
	struct crypt_data data = {0};
	char setting[200], wrong[300];
	strcpy(setting, v->hash);
	*strrchr(setting, '$') = 0;
	char *h = crypt(v->key, v->hash);
	if (!h || strcmp(h, v->hash)) return fprintf(stderr, "crypt returned %s, expected %s\n", h, v->hash), 0;
	h = crypt_r(v->key, setting, &data);
	if (!h || strcmp(h, v->hash)) return fprintf(stderr, "crypt_r returned %s, expected %s\n", h, v->hash), 0;
	snprintf(wrong, sizeof wrong, "%s.", v->key);
	h = crypt(wrong, v->hash);
	return h && strcmp(h, v->hash) && h[0] == '$';
}
#define ALL(vectors) \
	for (unsigned i = 0; i < sizeof vectors / sizeof *vectors; i++) EXPECT(accepts(&vectors[i]))

static int debian_passwords(void)
{
	ALL(yescrypt);
	return 0;
}
static int scrypt_passwords(void)
{
	ALL(scrypt);
	return 0;
}
static int gost_passwords(void)
{
	ALL(gost);
	return 0;
}

static int unknown_methods(void)
{
	static const char *settings[] = {"$3$$8846f7eaee8fb117ad06bdd830b7586c", "$sha1$1$abcdefgh$", "$md5$abcdefgh$", "$md5,rounds=5$salt$",
					 "$x$abc", "$", "$$", "$y", "$7", "$g$", "$gy", "$2", "$5", "$6", "$A$005$abcdefghijklmnop", "$argon2id$v=19$m=65536,t=3,p=4$c29tZXNhbHQ$"};
	for (unsigned i = 0; i < sizeof settings / sizeof *settings; i++) EXPECT(fails(settings[i]));
	return 0;
}
static int locked_accounts(void)
{
	static const char *settings[] = {"!", "!!", "*", "*0", "*1", "**", "!*", "", "x", "a", "a:", ":a", "a!", "\200a", "a\n"};
	for (unsigned i = 0; i < sizeof settings / sizeof *settings; i++)
		EXPECT(fails(settings[i]));
	return 0;
}
// crypt must return "*", or null.
static int bad_settings(void)
{
	static const char *settings[] = {"$y$", "$y$j", "$y$j9T$AAAA:AAAA", "$y$j9T$AAAA!", "$y$:9T$AAAA", "$7$", "$7$C6..../....:", "$gy$", "$gy$j9T",
					 "$y$j9T$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA$"};
	for (unsigned i = 0; i < sizeof settings / sizeof *settings; i++) {
		char *h = crypt("secret", settings[i]);
		if (h && strcmp(h, "*")) fprintf(stderr, "setting %s: result %s, expected *\n", settings[i], h);
		EXPECT(!h || !strcmp(h, "*"));
	}
	return 0;
}

static int ordinary(void)
{
	static const struct vector known[] = {
		{"rasmuslerdorf", "rl.3StKT.4T8M"},
		{"rasmuslerdorf", "_J9..rasmBYk8r9AiWNc"},
		{"rasmuslerdorf", "$1$rasmusle$rISCgZzpwk3UhDidwXvin0"},
		{"rasmuslerdorf", "$2a$07$usesomesillystringfore2uDLvp1Ii2e./U9C8sBjqp8I90dH6hi"},
		{"Hello", "$2y$05$abcdefghijklmnopqrstuuJRaZC00u2hO4pbs0bFdcrF53n2avLwu"},
		{"Hello", "$5$saltstring$jfZe1.O5rA9aUKHLYLEqMjNCNYEqmZMJ.KAMmcgZPz5"},
		{"Hello", "$6$saltstring$aQzKv7HhksN4CNT5HySRdxOEHxZvlWWP2je/lOgbrHx5iLYj3NJfVnC287n/dwkODYWL1.LZUdO9vX84fkCna/"},
	};
	for (unsigned i = 0; i < sizeof known / sizeof *known; i++) {
		struct crypt_data data = {0};
		char *h = crypt_r(known[i].key, known[i].hash, &data);
		EXPECT(h && !strcmp(h, known[i].hash));
	}
	return 0;
}

CASES({"debian-passwords", "crypt supports yescrypt, Debian's default", debian_passwords},
      {"scrypt", "crypt supports scrypt", scrypt_passwords},
      {"gost", "crypt supports gost-yescrypt", gost_passwords},
      {"unknown-methods", "crypt rejects an unknown method", unknown_methods},
      {"locked-accounts", "crypt rejects the strings that mark locked accounts", locked_accounts},
      {"bad-settings", "crypt rejects invalid settings of yescrypt and scrypt", bad_settings},
      {"ordinary", "crypt_r computes known hashes of the older methods", ordinary})
