# SPDX-License-Identifier: MIT
# H7: a fork child frees its own thread's state too.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/keep_only \*\// ,/fi/ s/:: owner\[i\] != ME ->/:: true ->/
