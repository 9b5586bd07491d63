# SPDX-License-Identifier: MIT
# Injects a fault into tests/model/pool.pml. tests/model/README.md explains `configuration` and `finds`.
# The fault (hazard thread-ends-mid-draw): the state of an unfinished draw is erased only after its release.
# configuration: -DTHREADS=2 -DDEPTH=2 -DPER_BLOCK=1
# finds: unfinished
/AT(exit_erase);/ s/unfinished\[F\.state\] = false/owner[F.state] = NOBODY; holder[F.state] = NOBODY/
/AT(exit_free);/,/DONE/ s/owner\[F\.state\] = NOBODY.*F\.pc/owner[F.state] = (owner[F.state] == ME -> NOBODY : owner[F.state]); holder[F.state] = owner[F.state]; unfinished[F.state] = false; F.pc/
