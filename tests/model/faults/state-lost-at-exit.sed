# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-memory-grows): a thread that ends keeps its state.
# configuration: -DTHREADS=1 -DDEPTH=1 -DPER_BLOCK=1
# finds: owner
/AT(exit_take);/,/DONE/ s/(IS_FREE(word\[_pid\]) -> exit_free : exit_erase)/exit_end/
