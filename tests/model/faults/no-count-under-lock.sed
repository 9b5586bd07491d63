# SPDX-License-Identifier: MIT
# H12: make_room maps pages without another look for free states.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=2
# finds: pages
/AT(room_lock);/,/DONE/ s/F\.pc = room_recount/F.pc = grow_map/
