/* SPDX-License-Identifier: MIT */
/* Gets 16 random bytes once. Tests count its system calls. */
#include <sys/random.h>

int main(void)
{
	unsigned char bytes[16];
	return getrandom(bytes, sizeof bytes, 0) != sizeof bytes;
}
