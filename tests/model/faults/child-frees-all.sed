# SPDX-License-Identifier: MIT
# Hazard fork-orphans-states: a fork child also frees the state of its own thread.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/keep_only \*\// ,/fi/ s/:: owner\[i\] != ME ->/:: true ->/
