// SPDX-License-Identifier: MIT
// A program that defines functions with the names of libxcrypt's internal functions, and calls crypt.
#include <crypt.h>

int yescrypt_r(void) { return 1; }
int libcperciva_SHA256_Init(void) { return 2; }
int gost_hash256(void) { return 3; }

int main(void)
{
    return yescrypt_r() + libcperciva_SHA256_Init() + gost_hash256() - 6 +
           !crypt("a", "$y$j75$AAAAAAAAAAAAAAAAAAAAA.");
}
