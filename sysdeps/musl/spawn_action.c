/* SPDX-License-Identifier: MIT */
#include <spawn.h>
#include <stddef.h>
#include <sys/types.h>

#include "bridge.h"
#include "fdop.h"

/* musl puts a new action at the head of the list. */
static int add(posix_spawn_file_actions_t *actions, int file, int command)
{
	int error = posix_spawn_file_actions_addclose(actions, file);
	if (!error) ((struct fdop *)actions->__actions)->cmd = command;
	return error;
}

int __nacre_add_closefrom(posix_spawn_file_actions_t *actions, int first)
{
	return add(actions, first, FDOP_CLOSEFROM);
}

int __nacre_add_tcsetpgrp(posix_spawn_file_actions_t *actions, int terminal)
{
	return add(actions, terminal, FDOP_TCSETPGRP);
}
