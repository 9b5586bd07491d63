/* SPDX-License-Identifier: MIT */
/* The kernel's struct termios2 with its requests. */
#include <asm/termbits.h>
#include <sys/ioctl.h>

/* powerpc has no such structure. */
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
