# SPDX-License-Identifier: MIT
# ThreadSanitizer checks the memory orders of the state pool. Each order is weakened in turn, and a host test must
# then fail.
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

# is_seen WHAT FILE SED: applies the sed commands to FILE and runs the tests. One must fail.
is_seen() {
    what=$1 file=$2
    sed "$3" "$SRCDIR/$file" >"injected/$file"
    if cmp -s "injected/$file" "$SRCDIR/$file"; then
        echo "not ok $what: the line to change is not in $file"
        return
    fi
    others=
    for object in $objects; do
        [ "$object" = "${file%.cpp}.o" ] || others="$others $BUILD/tests/host-tsan-objs/$object"
    done
    # shellcheck disable=SC2086 # split into words
    if ! (cd "$BUILD" && $cxx $flags -w -c -o "$work/injected.o" "$work/injected/$file") ||
        ! $cxx -fsanitize=thread -o injected-tests injected.o $others -pthread; then
        echo "not ok $what: it does not compile"
    else
        # A race is only detected with some interleavings of threads, so the tests are repeated.
        for try in 1 2 3 4 5 6 7 8 9 10; do
            timeout 120 ./injected-tests --gtest_filter='Races*:PoolClaim*:VgetrandomFind*' >seen 2>&1
            rc=$?
            [ "$rc" -eq 0 ] || break
        done
        if grep -q 'WARNING: ThreadSanitizer: data race' seen; then
            echo "ok $what: ThreadSanitizer detects it, in $(grep -c 'WARNING: ThreadSanitizer: data race' seen) races, attempt $try"
        elif [ "$rc" -ne 0 ] && grep -q '^\[  FAILED  \]' seen; then
            echo "ok $what: a test fails: $(sed -n 's/^\[  FAILED  \] \([A-Za-z0-9]*\.[A-Za-z]*\).*/\1/p' seen | head -n 1), attempt $try"
        else
            echo "not ok $what: it is not detected (exit $rc)"
        fi
    fi
    cp "$SRCDIR/$file" "injected/$file"
}

check "the unchanged pool has no race" "$BUILD/tests/host-tsan" --gtest_filter='Races*:PoolClaim*:VgetrandomFind*'
pool=libc/random/state_pool.cpp
is_seen "a claim without acquire" $pool 's/replace(kNobody, thread, Order::acquire)) *$/replace(kNobody, thread, Order::relaxed))/; /owners\[i\]\.replace/ s/acquire/relaxed/'
is_seen "a claim by a load and a store" $pool 's/block\.owners\[i\]\.replace(kNobody, thread, Order::acquire)/(block.owners[i].store(thread, Order::relaxed), true)/'
is_seen "a release without release order" $pool '/owners\[index\]\.store(kNobody/ s/release/relaxed/'
is_seen "a release of all states without release order" $pool '/owners\[i\]\.store(kNobody, Order::release/ s/release/relaxed/'
is_seen "a state erased after its release" $pool '/if (draw_unfinished) erase/d; /owners\[index\]\.store(kNobody/ s/$/ if (draw_unfinished) erase(state, layout.stride);/'
is_seen "a first block published with relaxed order" $pool '/first_\.pages\.replace/ s/release/relaxed/'
is_seen "a further block linked with relaxed order" $pool '/first_\.next\.replace/ s/release/relaxed/; /recent_\.store/ s/release/relaxed/'
is_seen "a further block whose size is stored after it is linked" $pool '/block->states = page_count/d; s/^  recent_\.store(block, Order::release);/  block->states = page_count * geometry.per_page;\n&/'
is_seen "a search without acquire" $pool '/StatePool::search/,/^}/ { /pages\.load\|next\.load\|recent_\.load/ s/acquire/relaxed/g }'
is_seen "no lock" $pool 's/!lock_owner_\.replace(kNobody, thread, Order::acquire)/false/'
# Two kinds of orders are not in the list, because these tests cannot detect them. The lock's orders protect no plain
# data: the holder searches the blocks with acquire, as every thread does. Weaker orders could only map a block too
# early. The parameters of the kernel's function are atomics that this processor writes in order.
finish
