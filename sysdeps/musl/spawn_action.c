/* SPDX-License-Identifier: MIT
 * Actions of posix_spawn that musl lacks. bridge.h describes them. */
#include <errno.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

#include "bridge.h"
#include "fdop.h"

/* Adds a close action with musl's function, which puts it at the head of the list. Then changes its descriptor and its
 * command. The descriptor is not passed to musl's function, because that function (libc/musl/patches/0212) rejects
 * a closed descriptor at or above RLIMIT_NOFILE. closefrom may start at such a number. */
static int add(posix_spawn_file_actions_t *actions, int fd, int command)
{
	if (fd < 0) return EBADF;
	int error = posix_spawn_file_actions_addclose(actions, 0);
	if (error) return error;
	struct fdop *action = actions->__actions;
	action->fd = fd;
	action->cmd = command;
	return 0;
}

int __nacre_add_closefrom(posix_spawn_file_actions_t *actions, int first)
{
	return add(actions, first, FDOP_CLOSEFROM);
}

int __nacre_add_tcsetpgrp(posix_spawn_file_actions_t *actions, int terminal)
{
	return add(actions, terminal, FDOP_TCSETPGRP);
}
