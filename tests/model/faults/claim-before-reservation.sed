# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard signal-during-first-draw): a thread claims a state before it reserves its word, so a handler
# claims another state.
# configuration: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(draw_first);/,/DONE/ s/word\[_pid\] = W_RESERVED_WITHOUT_STATE; //
