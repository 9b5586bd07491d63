# SPDX-License-Identifier: MIT
# Injects an error into tests/model/pool.pml (README.md there explains this). `world` is the size of the system, `finds` a word of the assertion that fails.
# Hazard thread-memory-grows: a thread that ends keeps its state.
# world: -DTHREADS=1 -DDEPTH=1 -DPER_BLOCK=1
# finds: owner
/AT(exit_take);/,/DONE/ s/(IS_FREE(word\[_pid\]) -> exit_free : exit_erase)/exit_end/
