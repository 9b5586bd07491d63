# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard nested-draw: the thread's word says that its state is free during a draw.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: drawing
s/word\[_pid\] = W_RESERVED(F\.state)/word[_pid] = W_FREE(F.state)/
