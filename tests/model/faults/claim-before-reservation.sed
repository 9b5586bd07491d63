# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard signal-during-first-draw: a state is claimed before the word is reserved, so a handler claims another one.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(draw_first);/,/DONE/ s/word\[_pid\] = W_UNSETTLED; //
