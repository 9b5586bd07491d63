# SPDX-License-Identifier: MIT
# The tests of what the kernel promises of droppable memory can fail: on ordinary memory every one does, and a
# drop that does less or more than a drop is found. And kernel/README.md tells of the promises that there are.
. "$SRCDIR/tests/scripts/lib"
tests=$BUILD/tests/kernel-conformance

run() { # FAULT [FILTER]
    NACRE_INJECTED=$1 timeout 120 "$tests" --gtest_color=no --gtest_filter="${2:-Droppable.*}" >"log.$1" 2>&1
}
ended() { sed -n "s/^\[ *$1 *\] Droppable\.\([A-Za-z]*\) (.*/\1/p" "log.$2" | sort; } # HOW FAULT
fails_where_it_passed() {
    ended OK nothing >passed
    ended FAILED private >failed
    [ -s passed ] && comm -23 passed failed | tee survivors && [ ! -s survivors ]
}
fails() { # FAULT TEST
    run "$1" "Droppable.$2"
    ended FAILED "$1" | grep -qx "$2"
}
skips_all() {
    run none
    [ "$(ended OK none | wc -l)" -eq 0 ] && [ "$(ended FAILED none | wc -l)" -eq 0 ] &&
        grep -q '^promise: .* | not tried: no MAP_DROPPABLE here: EINVAL$' log.none
}

check "a kernel without droppable memory is told apart, and nothing passes there" skips_all
run nothing
if ! grep -q '^\[       OK \]' log.nothing; then
    skip "faults injected in droppable memory" "$(sed -n 's/.* | not tried: //p' log.nothing | sort -u | head -n 1)"
else
    run private
    check "injected: on ordinary memory, every test fails that passes here" fails_where_it_passed
    check "injected: a page of which half is dropped" fails half LeavesNoTornPage
    check "injected: a drop that takes the next page too" fails wide DropsOnePageAndKeepsItsNeighbours
fi

# The rows of the table, without what this or that kernel answered.
rows() { sed -n 's/^|\( [^|]* |\) [^|]* | [^|]* |$/\1/p' "$1" | grep -v ' Droppable memory |'; }
"$SRCDIR/kernel/promises" "$BUILD" >table
rows table >now
rows "$SRCDIR/kernel/README.md" >told
check "there are promises" [ "$(wc -l <now)" -gt 50 ]
check "kernel/README.md has a row for each promise: kernel/promises makes them" cmp now told
finish
