# SPDX-License-Identifier: MIT
# Checks that the host tests under ThreadSanitizer detect wrong memory orders in the pool of vDSO getrandom states
# (libc/random/state_pool.cpp). Changes one order at a time. A test must then fail.
. "$SRCDIR/tests/scripts/lib"

make -C "$BUILD" --no-print-directory tests/host-tsan tests/host-tsan-flags >making 2>&1 || {
    tail -n 5 making
    exit 1
}
cxx=$(setting CXX)
flags=$(sed "s|@SOURCE@|$work/injected|g" "$BUILD/tests/host-tsan-flags")
mkdir injected
cp -r "$SRCDIR/libc" "$SRCDIR/support" "$SRCDIR/sysdeps" "$SRCDIR/tests" injected/
objects=$(cd "$BUILD/tests/host-tsan-objs" && find . -name '*.o' | sed 's|^\./||')

# detects FAULT FILE SED: injects a fault into a copy of FILE with the sed commands, and runs the tests. A test must fail.
detects() {
    fault=$1 file=$2
    sed "$3" "$SRCDIR/$file" >"injected/$file"
    if cmp -s "injected/$file" "$SRCDIR/$file"; then
        echo "not ok $fault: the line to change is not in $file"
        return
    fi
    others=
    for object in $objects; do
        [ "$object" = "${file%.cpp}.o" ] || others="$others $BUILD/tests/host-tsan-objs/$object"
    done
    # shellcheck disable=SC2086 # split into words
    if ! (cd "$BUILD" && $cxx $flags -w -c -o "$work/injected.o" "$work/injected/$file") ||
        ! $cxx -fsanitize=thread -o injected-tests injected.o $others -pthread; then
        echo "not ok $fault: it does not compile"
    else
        # A race is only detected with some interleavings of threads, so the tests are repeated.
        for try in 1 2 3 4 5 6 7 8 9 10; do
            timeout 120 ./injected-tests --gtest_filter='Races*:PoolClaim*:VgetrandomFind*' >seen 2>&1
            rc=$?
            [ "$rc" -eq 0 ] || break
        done
        if grep -q 'WARNING: ThreadSanitizer: data race' seen; then
            echo "ok $fault: ThreadSanitizer detects it, in $(grep -c 'WARNING: ThreadSanitizer: data race' seen) races, attempt $try"
        elif [ "$rc" -ne 0 ] && grep -q '^\[  FAILED  \]' seen; then
            echo "ok $fault: a test fails: $(sed -n 's/^\[  FAILED  \] \([A-Za-z0-9]*\.[A-Za-z]*\).*/\1/p' seen | head -n 1), attempt $try"
        else
            echo "not ok $fault: it is not detected (exit $rc)"
        fi
    fi
    cp "$SRCDIR/$file" "injected/$file"
}

check "the unchanged pool has no race" "$BUILD/tests/host-tsan" --gtest_filter='Races*:PoolClaim*:VgetrandomFind*'
pool=libc/random/state_pool.cpp
detects "a claim without acquire" $pool 's/replace(kNobody, thread, Order::acquire)) *$/replace(kNobody, thread, Order::relaxed))/; /owners\[i\]\.replace/ s/acquire/relaxed/'
detects "a claim by a load and a store" $pool 's/block\.owners\[i\]\.replace(kNobody, thread, Order::acquire)/(block.owners[i].store(thread, Order::relaxed), true)/'
detects "a release without release order" $pool '/owners\[index\]\.store(kNobody/ s/release/relaxed/'
detects "a release of all states without release order" $pool '/owners\[i\]\.store(kNobody, Order::release/ s/release/relaxed/'
detects "a state erased after its release" $pool '/if (draw_unfinished) erase/d; /owners\[index\]\.store(kNobody/ s/$/ if (draw_unfinished) erase(state, layout.stride);/'
detects "a first block published with relaxed order" $pool '/first_\.pages\.replace/ s/release/relaxed/'
detects "a further block linked with relaxed order" $pool '/first_\.next\.replace/ s/release/relaxed/; /recent_\.store/ s/release/relaxed/'
detects "a further block whose size is stored after it is linked" $pool '/block->states = page_count/d; s/^  recent_\.store(block, Order::release);/  block->states = page_count * geometry.per_page;\n&/'
detects "a search without acquire" $pool '/StatePool::search/,/^}/ { /pages\.load\|next\.load\|recent_\.load/ s/acquire/relaxed/g }'
detects "states mapped without the lock" $pool 's/!lock_owner_\.replace(kNobody, thread, Order::acquire)/false/'
# Two kinds of orders are not in the list, because these tests cannot detect a weaker one:
# - The orders of the lock protect no plain data, because every search reads the blocks with acquire. With weaker
#   orders, a thread might only map a block that is not needed yet.
# - The vDSO function and its parameters are all atomics, so no order makes a data race. x86 processors keep their order.
finish
