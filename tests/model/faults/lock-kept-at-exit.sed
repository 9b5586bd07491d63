# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard thread-ends-mid-draw: a thread that ends does not release the lock.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: growing
/AT(exit_unlock);/ s/growing = (growing == ME -> NOBODY : growing); //
