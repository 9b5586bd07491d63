# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-memory-grows): make_room does not count free states again before it maps pages.
# configuration: -DTHREADS=1 -DDEPTH=2 -DPER_BLOCK=2
# finds: pages
/AT(room_lock);/,/DONE/ s/F\.pc = room_recount/F.pc = grow_map/
