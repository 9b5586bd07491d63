# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard fork-orphans-states): a fork child also frees the state of its own thread.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/keep_only \*\// ,/fi/ s/:: owner\[i\] != ME ->/:: true ->/
