# SPDX-License-Identifier: MIT
# H1: the thread's word says that its state is free while a draw on it is under way.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: drawing
s/word\[_pid\] = W_RESERVED(F\.state)/word[_pid] = W_FREE(F.state)/
