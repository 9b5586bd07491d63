# SPDX-License-Identifier: MIT
# H8: the lock is given back without a look at whose it is.
# world: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: assert_alone
/AT(grow_unlock);/,/DONE/ s/(growing == ME -> NOBODY : growing)/NOBODY/
