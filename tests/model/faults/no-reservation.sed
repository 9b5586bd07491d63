# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard nested-draw): during a draw, the thread's word says that its state is free.
# configuration: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: drawing
s/word\[_pid\] = W_RESERVED(F\.state)/word[_pid] = W_FREE(F.state)/
