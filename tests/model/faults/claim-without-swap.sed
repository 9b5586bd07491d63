# SPDX-License-Identifier: MIT
# H13: a claim that looks and then stores, without compare-and-swap.
# world: -DTHREADS=2 -DDEPTH=1 -DPER_BLOCK=1
# finds: holder
/AT(claim_replace);/,/DONE/ s/:: owner\[F\.state\] == NOBODY ->/:: true ->/
