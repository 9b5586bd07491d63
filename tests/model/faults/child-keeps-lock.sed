# SPDX-License-Identifier: MIT
# H8: in a fork child the lock stays with a thread that is gone.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: assert_lock_is_held
/AT(grow_unlock);/,/DONE/ !s/^\t\tgrowing = NOBODY;//
