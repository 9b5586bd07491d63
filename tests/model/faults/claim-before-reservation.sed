# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# Hazard signal-during-first-draw: a state is claimed before the word is reserved, so a handler claims another one.
# configuration: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(draw_first);/,/DONE/ s/word\[_pid\] = W_RESERVED_WITHOUT_STATE; //
