# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-memory-grows): a thread that has taken the lock maps a block immediately. It does not search
# again for a free state.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=2 -DPREPARES=0
# finds: pages
/AT(claim_lock);/,/DONE/ s/F\.pc = claim_recent/F.pc = grow_map/
