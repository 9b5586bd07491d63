# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard fork-while-locked: in a fork child, a thread that does not exist keeps the lock.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: assert_lock_is_held
/AT(grow_unlock);/,/DONE/ !s/^\t\tgrowing = NOBODY;//
