# SPDX-License-Identifier: MIT
# Tests a droppable cache of 256 MiB in a cgroup with a limit of 64 MiB. During a part of the test, the program itself
# needs 24 MiB. bench/cache/limited.cpp says what must hold. `make bench-cache` measures the speed.
. "$SRCDIR/tests/scripts/lib"
timeout 300 "$BUILD/bench/cache-limited" --only-droppable --peak=24 | grep -E '^(ok|not ok|skip|end)'
