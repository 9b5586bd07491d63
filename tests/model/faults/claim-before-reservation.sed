# SPDX-License-Identifier: MIT
# Hazard signal-during-first-draw: a state is claimed before the word is reserved, so a handler claims another one.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=1
# finds: owner
/AT(draw_first);/,/DONE/ s/word\[_pid\] = W_UNSETTLED; //
