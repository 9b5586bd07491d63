# SPDX-License-Identifier: MIT
# H4: only a thread that ends amid its claim gives back the lock.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: growing
/AT(exit_unlock);/ s/growing == ME ->/growing == ME \&\& word[_pid] == W_UNSETTLED ->/
