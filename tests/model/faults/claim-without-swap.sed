# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard state-claimed-twice): a claim loads and then stores, without compare-and-swap.
# configuration: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/AT(claim_replace);/,/DONE/ s/:: owner\[F\.state\] == NOBODY ->/:: true ->/
