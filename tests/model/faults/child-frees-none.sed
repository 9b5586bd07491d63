# SPDX-License-Identifier: MIT
# H7: a fork child keeps the states of threads that it has not.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: owner
/keep_only \*\// ,/fi/ s/owner\[i\] = NOBODY/skip/
