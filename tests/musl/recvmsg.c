/* SPDX-License-Identifier: MIT */
// Tests recvmsg with a null pointer.
#include "cases.h"

#include <errno.h>
#include <sys/socket.h>

static int null(void)
{
	int ends[2];
	EXPECT(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0);
	EXPECT(recvmsg(ends[0], NULL, MSG_DONTWAIT) == -1 && errno == EFAULT);
	EXPECT(recvmsg(-1, NULL, 0) == -1 && errno == EBADF);
	return 0;
}

static int ordinary(void)
{
	char bytes[4] = "";
	struct iovec part = {bytes, sizeof bytes};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};
	int ends[2];
	EXPECT(socketpair(AF_UNIX, SOCK_DGRAM, 0, ends) == 0 && send(ends[1], "abc", 3, 0) == 3);
	EXPECT(recvmsg(ends[0], &message, 0) == 3 && !memcmp(bytes, "abc", 3));
	return 0;
}

CASES({"null", "recvmsg reports an error for a null pointer", null},
      {"ordinary", "recvmsg receives a message", ordinary})
