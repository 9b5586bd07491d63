# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard thread-ends-mid-draw: a thread that ends during its claim does not release the claim.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(exit_take);/,/DONE/ s/F\.pc = exit_all/F.pc = exit_end/
