# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard fork-orphans-states: a fork child also frees the state of its own thread.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/keep_only \*\// ,/fi/ s/:: owner\[i\] != ME ->/:: true ->/
