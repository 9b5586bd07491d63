# SPDX-License-Identifier: MIT
# Tests a cache of 256 MiB in a cgroup with a limit of 64 MiB, in a program that also uses other memory. make bench-cache
# measures the speed.
. "$SRCDIR/tests/scripts/lib"
timeout 300 "$BUILD/bench/cache-limited" --only-droppable --peak=24 | grep -E '^(ok|not ok|skip|end)'
