# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-ends-mid-draw): a thread that ends in the middle of claiming a state
# does not search for the state that it may own already.
# configuration: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(exit_take);/,/DONE/ s/F\.pc = exit_all/F.pc = exit_end/
