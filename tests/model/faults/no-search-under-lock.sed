# SPDX-License-Identifier: MIT
# H12: who has got the lock maps pages without another look for a free state.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=2 -DPREPARES=0
# finds: pages
/AT(claim_lock);/,/DONE/ s/F\.pc = claim_recent/F.pc = grow_map/
