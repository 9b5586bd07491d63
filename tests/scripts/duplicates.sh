# SPDX-License-Identifier: MIT
# Small storms of draws: threads, forks, nested draws and dropped pages, and no value twice. The large ones
# are make check-statistics.
. "$SRCDIR/tests/scripts/lib"
duplicates=$BUILD/tests/statistics/duplicates

check "a million draws of 16 bytes, with forks" "$duplicates" 1000000 16 8
if vdso_draws; then
    check "a million draws of 16 bytes, with forks and drops" "$duplicates" 1000000 16 8 drop
    check "50,000 draws of 1,024 bytes, with forks and drops" "$duplicates" 50000 1024 8 drop
else
    skip "storms with drops" "$(kernel_offers)"
fi
# It can fail: each injected fault is found, and no more than that.
for found in 'children-lost 1,' 'duplicates 1,' 'zero-runs 2,' 'bad: children-lost duplicates zero-runs$'; do
    check_fails "with injected faults: $found" "$found" "$duplicates" 20000 16 8 --inject
done
finish
