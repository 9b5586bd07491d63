/* SPDX-License-Identifier: MIT
 * open_descriptors FD...: how many of them are open is its exit status. */
#include <fcntl.h>
#include <stdlib.h>

int main(int argc, char **argv)
{
	int i, open = 0;
	for (i = 1; i < argc; i++) open += fcntl(atoi(argv[i]), F_GETFD) != -1;
	return open;
}
