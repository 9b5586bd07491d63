# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-ends-mid-draw): the state of an unfinished draw is released without being erased.
# configuration: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: unfinished
/AT(exit_take);/,/DONE/ s/(IS_FREE(word\[_pid\]) -> exit_free : exit_erase)/exit_free/
