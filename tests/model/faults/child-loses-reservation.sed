# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard page-dropped-mid-draw: in a fork child the thread's state is free, although it may return into a draw.
# world: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: drawing
/forks_and_is_the_child);/,/DONE/ s/left_locked\[_pid\] = false; DONE/left_locked[_pid] = false; word[_pid] = (word[_pid] >= 2 -> W_FREE(STATE_OF(word[_pid])) : word[_pid]); DONE/
