/* SPDX-License-Identifier: MIT
 * Draws before the libc has started: from the program's own entry point, with no thread structure and no
 * auxiliary vector parsed (H17). Linked with -nostartfiles; talks to the kernel alone. */
#include <stdint.h>
#include <stdlib.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

static int any(const unsigned char *buffer, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (buffer[i]) return 1;
	return 0;
}

__attribute__((__noreturn__)) static void leave(long status)
{
#ifdef __x86_64__
	for (;;) __asm__ volatile("syscall" : : "a"(SYS_exit_group), "D"(status) : "rcx", "r11", "memory");
#else
#error "the exit_group system call"
#endif
}

__attribute__((__force_align_arg_pointer__)) void _start(void)
{
	unsigned char bytes[64] = { 0 };
	if (getrandom(bytes, 16, 0) != 16 || !any(bytes, 16)) leave(1);
	if (getentropy(bytes + 16, 16) || !any(bytes + 16, 16)) leave(2);
	arc4random_buf(bytes + 32, 32);
	if (!any(bytes + 32, 32)) leave(3);
	if (!arc4random() && !arc4random()) leave(4);
	if (arc4random_uniform(10) >= 10) leave(5);
	leave(0);
}
