# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard fork-while-locked): in a fork child, the lock stays held by a thread that does not exist there.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: assert_lock_is_held
/AT(grow_unlock);/,/DONE/ !s/^\t\tgrowing = NOBODY;//
