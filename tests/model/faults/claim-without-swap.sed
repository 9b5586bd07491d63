# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard state-claimed-twice: a claim loads and then stores, without compare-and-swap.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/AT(claim_replace);/,/DONE/ s/:: owner\[F\.state\] == NOBODY ->/:: true ->/
