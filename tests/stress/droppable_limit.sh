# SPDX-License-Identifier: MIT
# A cache of 256 MiB under a limit of 64 MiB, of a program that also needs memory for itself: what it is slow
# at is a matter of make bench-cache.
. "$SRCDIR/tests/scripts/lib"
timeout 300 "$BUILD/bench/cache-limited" --only-droppable --peak=24 | grep -E '^(ok|not ok|skip|end)'
