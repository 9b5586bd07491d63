# SPDX-License-Identifier: MIT
# H4: a thread that ends does not give back the lock.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: growing
/AT(exit_unlock);/ s/growing = (growing == ME -> NOBODY : growing); //
