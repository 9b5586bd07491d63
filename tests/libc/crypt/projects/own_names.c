// SPDX-License-Identifier: MIT
// Defines functions with the names of internal functions of libxcrypt, from which the libc's crypt is made, and
// calls crypt. It must link, because these names belong to the program. Then it must return 0.
#include <crypt.h>

int yescrypt_r(void) { return 1; }
int libcperciva_SHA256_Init(void) { return 2; }
int gost_hash256(void) { return 3; }

int main(void)
{
    return yescrypt_r() + libcperciva_SHA256_Init() + gost_hash256() - 6 +
           !crypt("a", "$y$j75$AAAAAAAAAAAAAAAAAAAAA.");
}
