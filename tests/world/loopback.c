// SPDX-License-Identifier: MIT
// Brings up the loopback interface of a new network namespace, for the script isolated.
#include <net/if.h>
#include <stdio.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

int main(void)
{
	struct ifreq request = { .ifr_name = "lo", .ifr_flags = IFF_UP };
	int socket_of = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (socket_of >= 0 && ioctl(socket_of, SIOCSIFFLAGS, &request) == 0) return 0;
	perror("loopback");
	return 1;
}
