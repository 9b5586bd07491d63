# SPDX-License-Identifier: MIT
# H3: a state is claimed before the word says so: a handler claims another.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(draw_first);/,/DONE/ s/word\[_pid\] = W_UNSETTLED; //
