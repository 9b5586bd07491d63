/* SPDX-License-Identifier: MIT */
/* <asm/termbits.h> defines struct termios2. <sys/ioctl.h> must define TCGETS2 and TCSETS2, the ioctl
 * requests that use it. */
#include <asm/termbits.h>
#include <sys/ioctl.h>

/* powerpc has no struct termios2. */
#ifdef TCGETS2
int set_speed(int fd, unsigned speed)
{
	struct termios2 tty;
	struct winsize size;
	if (ioctl(fd, TCGETS2, &tty) || ioctl(fd, TIOCGWINSZ, &size)) return -1;
	tty.c_cflag |= BOTHER;
	tty.c_ispeed = tty.c_ospeed = speed;
	return ioctl(fd, TCSETS2, &tty);
}
#endif
