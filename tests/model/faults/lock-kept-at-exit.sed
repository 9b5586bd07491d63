# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-ends-mid-draw): a thread that ends does not release the lock.
# configuration: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: growing
/AT(exit_unlock);/ s/growing = (growing == ME -> NOBODY : growing); //
