# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard state-claimed-twice): map_further links its block without compare-and-swap, and loses a block
# that was linked at the same time.
# configuration: -DTHREADS=2 -DDEPTH=2 -DBLOCKS=3 -DLEAVES=0 -DPER_BLOCK=1
# finds: assert_is_linked
/AT(grow_link);/,/DONE/ s/:: next\[0\] == F\.second ->/:: true ->/
