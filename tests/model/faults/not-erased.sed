# SPDX-License-Identifier: MIT
# H4: a state that a draw had begun on is given back as it is.
# world: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: unfinished
/AT(exit_take);/,/DONE/ s/(IS_FREE(word\[_pid\]) -> exit_free : exit_erase)/exit_free/
