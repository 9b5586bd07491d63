/* SPDX-License-Identifier: MIT
 * open_descriptors [FD...]: how many of these it was started with; without any, how many above 2. The answer
 * is its exit status, at most 100. */
#include <poll.h>
#include <stdlib.h>

enum { MOST = 1021 };

int main(int argc, char **argv)
{
	static struct pollfd asked[MOST];
	int count = argc > 1 ? argc - 1 : MOST, open = 0;
	if (count > MOST) return 127;
	for (int i = 0; i < count; i++) asked[i].fd = argc > 1 ? atoi(argv[i + 1]) : 3 + i;
	if (poll(asked, count, 0) < 0) return 126;
	for (int i = 0; i < count; i++) open += !(asked[i].revents & POLLNVAL);
	return open < 100 ? open : 100;
}
