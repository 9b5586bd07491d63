# SPDX-License-Identifier: MIT
# The faults of the musl that nacre stands on (libc/musl/FIXES.md): each program must do as it should on
# nacre, and must not on stock musl, without which the test would show nothing; what is no fault, the same
# programs find in order on both.
. "$SRCDIR/tests/scripts/lib"
tests=$SRCDIR/tests/musl

# Time and memory of what goes wrong are bounded; how it ends, the log of a crash says.
# shellcheck disable=SC3045 # every sh of a Linux has them
bounded() { (ulimit -c 0 && ulimit -v 67108864 && timeout 30 "$@"; exit $?) >"${1##*/}.$2.out" 2>&1; }

# programs NAME: build it on both.
programs() {
    program=$1
    set -- -O1 -g0 -std=gnu11 -Wall -iquote "$BUILD/musl/src/src/network" -iquote "$tests/narrow"
    unit=src/stdlib/qsort.c
    check "$program builds on nacre" "$NACRE/bin/nacre-gcc" -static "$@" -DSOURCE="\"$BUILD/musl/gen/$unit\"" \
        "$tests/$program.c" -o "$program.nacre"
    check "$program builds on stock musl" stock_gcc "$tests/$program.c" "$program.stock" "$@" -DSOURCE="\"$BUILD/musl/src/$unit\""
    bounded "./$program.nacre" ordinary
    check "$program: the ordinary, on nacre" shows "$program.nacre" ordinary $?
    bounded "./$program.stock" ordinary
    check "$program: the ordinary, on stock musl" shows "$program.stock" ordinary $?
}
# shows PROGRAM CASE STATUS: what it had to say, and whether it ended well.
shows() {
    cat "$1.$2.out"
    [ "$3" -eq 0 ]
}
# By what it found, a signal or its time, and not because it could not be run.
fails() { [ "$1" -eq 1 ] || [ "$1" -ge 128 ] || [ "$1" -eq 124 ]; }

# fault NAME CASE WHAT
fault() {
    bounded "./$1.stock" "$2" &
    on_stock=$!
    bounded "./$1.nacre" "$2"
    status=$?
    if [ $status -eq 3 ]; then
        wait $on_stock
        skip "$3" "$(head -n 1 "$1.nacre.$2.out")"
        return
    fi
    check "$3" shows "$1.nacre" "$2" $status
    wait $on_stock
    status=$?
    check "and stock musl fails at that (status $status, $(head -n 1 "$1.stock.$2.out"))" fails $status
}

programs qsort
fault qsort two-trees "CVE-2026-40200: qsort finds the next tree past a word's end"
programs iconv
fault iconv slow "CVE-2026-6042: iconv decodes GB 18030 in a time that is small and the same for all"
fault iconv beyond-the-surrogates "CVE-2026-6042: iconv maps GB 18030 past the surrogates as it should"
fault iconv beyond-the-bmp "CVE-2026-6042: iconv maps GB 18030 outside of the BMP as it should"
programs regcomp
fault regcomp transitions "CVE-2026-107891: regcomp refuses more transitions than it can count"
fault regcomp large-block "CVE-2026-107891: regcomp's memory has the room that it says it has"
fault regcomp no-end-of-blocks "CVE-2026-107891: regcomp's memory ends before what it counts in an int does"
fault regcomp open-group "regcomp refuses a back reference to a group that is open, or not there yet"
programs res_msend
fault res_msend all-ipv6 "the resolver fails at once where all nameservers are IPv6 and the kernel is not"
fault res_msend one-ipv4 "the resolver asks the nameserver that it can reach"
programs fmemopen
fault fmemopen last-byte "fmemopen keeps the last byte of a buffer that is filled"
fault fmemopen no-space "fmemopen reports what does not fit"
fault fmemopen no-byte "fmemopen leaves a buffer without a byte alone"
programs aligned_alloc
fault aligned_alloc extreme "aligned_alloc keeps the heap sound at any alignment"
programs hexfloat
fault hexfloat subnormal "strtod rounds a hexadecimal subnormal once"
fault hexfloat other-directions "strtod rounds hexadecimal digits once in other directions too"
fault hexfloat sign-of-zero "strtod keeps the sign of what it rounds to zero"
fault hexfloat too-large "strtod reports a hexadecimal number that is too large"
programs strptime
fault strptime before-tzset "strptime takes %Z before there is a time zone"
fault strptime other-name "strptime takes a %Z that is another name as far as its letters go"
programs own_descriptors
fault own_descriptors nftw "nftw has a folder open for itself alone"
fault own_descriptors nftw-stopped "nftw closes what it has opened where it is stopped"
fault own_descriptors nftw-loop "nftw closes what it has opened where links go round"
fault own_descriptors freopen "freopen has the new file open for itself alone until the stream has it"
fault own_descriptors fmtmsg "fmtmsg has the console open for itself alone"
finish
