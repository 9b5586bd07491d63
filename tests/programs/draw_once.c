/* SPDX-License-Identifier: MIT */
/* Draws 16 bytes once. */
#include <sys/random.h>

int main(void)
{
	unsigned char bytes[16];
	return getrandom(bytes, sizeof bytes, 0) != sizeof bytes;
}
