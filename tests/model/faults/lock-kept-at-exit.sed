# SPDX-License-Identifier: MIT
# Hazard thread-ends-mid-draw: a thread that ends does not release the lock.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: growing
/AT(exit_unlock);/ s/growing = (growing == ME -> NOBODY : growing); //
