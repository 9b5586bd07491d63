# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard fork-while-locked: a thread releases the lock without checking that it holds it.
# world: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: assert_alone
/AT(grow_unlock);/,/DONE/ s/(growing == ME -> NOBODY : growing)/NOBODY/
