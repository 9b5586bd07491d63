# SPDX-License-Identifier: MIT
# crypt gives the hashes of this machine's own libcrypt, and its functions stay out of the way of other programs.
. "$SRCDIR/tests/scripts/lib"

cat >hash.c <<'END'
#include <crypt.h>
#include <stdio.h>
int main(int argc, char **argv)
{
	for (int i = 2; i < argc; i++) puts(crypt(argv[1], argv[i]));
	return argc < 3;
}
END
check "a program that calls crypt builds" "$NACRE/bin/nacre-gcc" -static hash.c -o hash

# salt N: N characters that may be in a salt.
salt() { LC_ALL=C tr -dc 'a-zA-Z0-9' </dev/urandom | head -c "$1"; }
theirs() { perl -e '$key = shift; print crypt($key, $_), "\n" for @ARGV' "$@"; }
same() { ./hash "$@" >ours && theirs "$@" >theirs && diff ours theirs; }

if ! have perl || ! theirs secret '$y$j75$AAAAAAAAAAAAAAAAAAAAA.' 2>/dev/null | grep -q '^\$y\$j75\$'; then
    skip "the hashes of this machine's libcrypt" "perl's crypt has no yescrypt here"
else
    for key in '' secret 'pässwörd with spaces' "$(salt 100)"; do
        check "the hashes of this machine's libcrypt, of a key of ${#key}" same "$key" \
            "\$y\$j75\$$(salt 20)" "\$y\$j75\$$(salt 20)\$" "\$y\$j9T\$$(salt 20)" "\$gy\$j75\$$(salt 20)" \
            "\$7\$BU..../....$(salt 20)" "\$1\$$(salt 8)" "\$5\$$(salt 16)" "\$6\$$(salt 16)\$" \
            "\$2b\$05\$$(salt 21)u" "$(salt 2)" "_J9..$(salt 4)"
    done
fi

# A program has functions of these names, and another one has none of libxcrypt's.
cat >own.c <<'END'
#include <crypt.h>
int yescrypt_r(void) { return 1; }
int libcperciva_SHA256_Init(void) { return 2; }
int gost_hash256(void) { return 3; }
int main(void) { return yescrypt_r() + libcperciva_SHA256_Init() + gost_hash256() - 6 + !crypt("a", "$y$j75$AAAAAAAAAAAAAAAAAAAAA."); }
END
check "a program may have functions with libxcrypt's names" "$NACRE/bin/nacre-gcc" -static own.c -o own
check "and runs" ./own
echo 'int main(void) { return 0; }' >without.c
check "a program without crypt builds" "$NACRE/bin/nacre-gcc" -static without.c -o without
check "and has nothing of it" sh -c '! nm without | grep -i yescrypt'
finish
