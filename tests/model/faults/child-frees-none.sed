# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard fork-orphans-states: a fork child keeps the states of threads that do not exist in it.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: owner
/keep_only \*\// ,/fi/ s/owner\[i\] = NOBODY/skip/
