# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard fork-while-locked): a thread releases the lock without checking that it holds the lock.
# configuration: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: assert_alone
/AT(grow_unlock);/,/DONE/ s/(growing == ME -> NOBODY : growing)/NOBODY/
