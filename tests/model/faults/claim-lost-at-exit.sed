# SPDX-License-Identifier: MIT
# Hazard thread-ends-mid-draw: a thread that ends during its claim does not release the claim.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(exit_take);/,/DONE/ s/F\.pc = exit_all/F.pc = exit_end/
