# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The error (hazard thread-memory-grows): after taking the lock, a thread maps pages at once, without searching
# again for a free state.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=2 -DPREPARES=0
# finds: pages
/AT(claim_lock);/,/DONE/ s/F\.pc = claim_recent/F.pc = grow_map/
