/* SPDX-License-Identifier: MIT
 * Prints random bytes and a random number. make demo builds it as a static C program. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/random.h>

int main(void)
{
	unsigned char bytes[16];
	if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) {
		perror("getrandom");
		return 1;
	}
	printf("C:   16 bytes ");
	for (size_t i = 0; i < sizeof bytes; i++) printf("%02x", bytes[i]);
	printf(", a die %u\n", 1 + arc4random_uniform(6));
	return 0;
}
