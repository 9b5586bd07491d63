# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# Hazard fork-while-locked: in a fork child, a thread that does not exist keeps the lock.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: assert_lock_is_held
/AT(grow_unlock);/,/DONE/ !s/^\t\tgrowing = NOBODY;//
