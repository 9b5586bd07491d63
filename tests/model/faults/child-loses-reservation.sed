# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard page-dropped-mid-draw): in a fork child, the thread's state is free, although the thread may
# return into a draw.
# configuration: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: drawing
/forks_and_is_the_child);/,/DONE/ s/left_locked\[_pid\] = false; DONE/left_locked[_pid] = false; word[_pid] = (word[_pid] >= 2 -> W_FREE(STATE_OF(word[_pid])) : word[_pid]); DONE/
