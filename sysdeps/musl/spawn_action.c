/* SPDX-License-Identifier: MIT */
#include <errno.h>
#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

#include "bridge.h"
#include "fdop.h"

/* musl puts a new action at the head of the list. The descriptor is set afterwards, because a range may begin
 * beyond the limit on descriptors. */
static int add(posix_spawn_file_actions_t *actions, int file, int command)
{
	if (file < 0) return EBADF;
	int error = posix_spawn_file_actions_addclose(actions, 0);
	if (error) return error;
	struct fdop *action = actions->__actions;
	action->fd = file;
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
