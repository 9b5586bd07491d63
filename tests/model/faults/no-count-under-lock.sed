# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard thread-memory-grows: make_room does not count free states again before it maps pages.
# world: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=2
# finds: pages
/AT(room_lock);/,/DONE/ s/F\.pc = room_recount/F.pc = grow_map/
