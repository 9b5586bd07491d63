# SPDX-License-Identifier: MIT
# The results of getrandom and getentropy, row by row next to those of the system call and of stock
# musl, whose getrandom is the system call as a cancellation point.
#
# Hazards uncancellable-wait, errno-changed, flags-differ, lengths-differ, bad-pointer-crashes.
. "$SRCDIR/tests/scripts/lib"
answers=$BUILD/tests/answers

stock_gcc "$SRCDIR/tests/programs/answers.c" stock -O1 -DSTOCK || exit 1
./stock >stock.rows 2>stock.count
check "stock musl's answers are the system call's: $(cat stock.count)" grep -q ' 0 different' stock.count

# same_as_stock ROWS: all but what stock musl has not.
same_as_stock() { grep -v ^arc4random "$1" | diff stock.rows - | head -n 5 | grep . && return 1 || return 0; }
for way in vdso syscall sse2 ""; do
    NACRE_RANDOM=$way "$answers" >ours.rows 2>ours.count
    check "nacre's (${way:-as it comes}) are the system call's: $(cat ours.count)" grep -q ' 0 different' ours.count
    check "and stock musl's" same_as_stock ours.rows
done
check "in ten thousand rows at least" [ "$(wc -l <stock.rows)" -ge 10000 ]

# It can fail: with one line of getrandom made wrong, rows differ, from both.
cxx=$(setting CXX)
injected() { # SED
    rm -rf injected
    mkdir injected
    cp -r "$SRCDIR/libc" "$SRCDIR/support" "$SRCDIR/sysdeps" injected/
    sed "$1" "$SRCDIR/libc/random/getrandom.cpp" >injected/libc/random/getrandom.cpp
    ! cmp -s injected/libc/random/getrandom.cpp "$SRCDIR/libc/random/getrandom.cpp" || return 0
    (cd "$BUILD" && eval "$cxx $(sed "s|@SOURCE@|$work/injected|g" tests/libc-flags)" -w -c -o "$work/injected.o" "$work/injected/libc/random/getrandom.cpp") || return 0
    "$NACRE/bin/nacre-gcc" -static -o injected-answers "$BUILD/tests/programs/answers.o" injected.o || return 0
    ./injected-answers >injected.rows 2>injected.count
    same_as_stock injected.rows >/dev/null || cat injected.count
    return 1
}
check_fails "flags that only the vDSO takes are seen" ' rows, [1-9][0-9]* different' injected 's/GRND_INSECURE | GRND_RANDOM;/8;/; /static_assert(kFirstDisputedFlags/d'
check_fails "a cancellation that is passed over is seen" ' rows, [1-9][0-9]* different' injected 's/const bool cancelled = .*/const bool cancelled = false;/'
check_fails "errno that is spoiled is seen" ' rows, [1-9][0-9]* different' injected 's/^  return static_cast<ssize_t>(drawn.value());/  errno = 1;\n&/'
finish
