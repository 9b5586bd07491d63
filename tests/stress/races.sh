# SPDX-License-Identifier: MIT
# What ThreadSanitizer sees of the pool's memory orders: each is weakened in turn, and a test of the host's
# must fail.
. "$SRCDIR/tests/scripts/lib"

make -C "$BUILD" --no-print-directory tests/host-tsan tests/host-tsan-flags >making 2>&1 || {
    tail -n 5 making
    exit 1
}
cxx=$(setting CXX)
flags=$(sed "s|@SOURCE@|$work/planted|g" "$BUILD/tests/host-tsan-flags")
mkdir planted
cp -r "$SRCDIR/libc" "$SRCDIR/support" "$SRCDIR/sysdeps" "$SRCDIR/tests" planted/
objects=$(cd "$BUILD/tests/host-tsan-objs" && find . -name '*.o' | sed 's|^\./||')

# is_seen WHAT FILE SED: the change is made to FILE, and the tests are run again.
is_seen() {
    what=$1 file=$2
    sed "$3" "$SRCDIR/$file" >"planted/$file"
    if cmp -s "planted/$file" "$SRCDIR/$file"; then
        echo "not ok $what: what it changes is not in $file"
        return
    fi
    others=
    for object in $objects; do
        [ "$object" = "${file%.cpp}.o" ] || others="$others $BUILD/tests/host-tsan-objs/$object"
    done
    # shellcheck disable=SC2086 # words
    if ! (cd "$BUILD" && $cxx $flags -w -c -o "$work/planted.o" "$work/planted/$file") ||
        ! $cxx -fsanitize=thread -o planted-tests planted.o $others -pthread; then
        echo "not ok $what: it does not compile"
    else
        # What there is to see depends on which thread comes first: it is looked for again.
        for try in 1 2 3 4 5 6 7 8 9 10; do
            timeout 120 ./planted-tests --gtest_filter='Races*:PoolClaim*:VgetrandomFind*' >seen 2>&1
            rc=$?
            [ "$rc" -eq 0 ] || break
        done
        if grep -q 'WARNING: ThreadSanitizer: data race' seen; then
            echo "ok $what: ThreadSanitizer sees it, in $(grep -c 'WARNING: ThreadSanitizer: data race' seen) races, at try $try"
        elif [ "$rc" -ne 0 ] && grep -q '^\[  FAILED  \]' seen; then
            echo "ok $what: it fails $(sed -n 's/^\[  FAILED  \] \([A-Za-z0-9]*\.[A-Za-z]*\).*/\1/p' seen | head -n 1), at try $try"
        else
            echo "not ok $what: nobody sees it (exit $rc)"
        fi
    fi
    cp "$SRCDIR/$file" "planted/$file"
}

check "as it is, there is no race" "$BUILD/tests/host-tsan" --gtest_filter='Races*:PoolClaim*:VgetrandomFind*'
pool=libc/random/state_pool.cpp
is_seen "a claim that acquires nothing" $pool 's/replace(kNobody, thread, Order::acquire)) *$/replace(kNobody, thread, Order::relaxed))/; /owners\[i\]\.replace/ s/acquire/relaxed/'
is_seen "a claim by a look and a store" $pool 's/block\.owners\[i\]\.replace(kNobody, thread, Order::acquire)/(block.owners[i].store(thread, Order::relaxed), true)/'
is_seen "a release that releases nothing" $pool '/owners\[index\]\.store(kNobody/ s/release/relaxed/'
is_seen "a release of all that releases nothing" $pool '/owners\[i\]\.store(kNobody, Order::release/ s/release/relaxed/'
is_seen "a state erased after its release" $pool '/if (draw_unfinished) erase/d; /owners\[index\]\.store(kNobody/ s/$/ if (draw_unfinished) erase(state, layout.stride);/'
is_seen "a first block that is published relaxed" $pool '/first_\.pages\.replace/ s/release/relaxed/'
is_seen "a further block that is linked relaxed, and its place" $pool '/first_\.next\.replace/ s/release/relaxed/; /recent_\.store/ s/release/relaxed/'
is_seen "a further block described after it is linked" $pool '/block->states = page_count/d; s/^  recent_\.store(block, Order::release);/  block->states = page_count * geometry.per_page;\n&/'
is_seen "a search that acquires nothing" $pool '/StatePool::search/,/^}/ { /pages\.load\|next\.load\|recent_\.load/ s/acquire/relaxed/g }'
is_seen "no lock" $pool 's/!growing_\.replace(kNobody, thread, Order::acquire)/false/'
# Not in the list, for nothing here can tell: the lock's orders, which guard no plain data (who has the lock
# looks for blocks by acquire as everybody does; with less, a block may be mapped too soon), and that of the
# kernel's function, whose parameters are atomics that this processor writes in order.
finish
