# SPDX-License-Identifier: MIT
# H4: a thread that ends amid its claim leaves what it had claimed.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(exit_take);/,/DONE/ s/F\.pc = exit_all/F.pc = exit_end/
