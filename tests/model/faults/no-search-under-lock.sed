# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# Hazard thread-memory-grows: a thread that gets the lock maps pages without searching for a free state again.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=2 -DPREPARES=0
# finds: pages
/AT(claim_lock);/,/DONE/ s/F\.pc = claim_recent/F.pc = grow_map/
