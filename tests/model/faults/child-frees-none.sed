# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard fork-orphans-states): a fork child keeps the states of threads that do not exist in it.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: owner
/keep_only \*\// ,/fi/ s/owner\[i\] = NOBODY/skip/
