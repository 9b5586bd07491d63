# SPDX-License-Identifier: MIT
# Bugs of musl that nacre fixes (libc/musl/FIXES.md). Each case of each program in tests/musl must pass on nacre,
# static and dynamic, and must fail on stock musl; otherwise it would show nothing. The case "ordinary" must pass on
# both.
. "$SRCDIR/tests/scripts/lib"
tests=$SRCDIR/tests/musl

# run PROGRAM CASE: bounded in memory and time. Some bugs hang with all signals blocked, so only SIGKILL ends them.
# The output goes to PROGRAM.CASE.out, the exit status to .rc.
# shellcheck disable=SC3045 # every sh on Linux has them
run() {
    (
        ulimit -c 0 && ulimit -v 67108864
        # timeout leads a process group of its own. Children that a bug left behind end with it.
        timeout -s KILL 30 "./$1" "$2" &
        group=$!
        wait $group
        echo $? >"$1.$2.rc"
        kill -s KILL -- "-$group" 2>/dev/null
    ) >"$1.$2.out" 2>&1
}
passes() {
    cat "$1.$2.out"
    [ "$(cat "$1.$2.rc")" -eq 0 ]
}
# A case fails by its own result, a signal or a timeout, and not because the program could not be run.
fails() {
    rc=$(cat "$1.$2.rc")
    [ "$rc" -eq 1 ] || [ "$rc" -ge 128 ] || [ "$rc" -eq 124 ]
}

build() { # PROGRAM
    flags="-O1 -g0 -std=gnu11 -Wall"
    includes="-iquote $BUILD/musl/src/src/network -iquote $tests/narrow"
    modes="static dynamic"
    ! grep -q '^/\* build: static' "$tests/$1.c" || modes=static
    [ -e "$NACRE/lib/libc.so" ] || modes=static
    for mode in $modes; do
        option=-static
        [ $mode = static ] || option=
        # shellcheck disable=SC2086 # words
        check "$1 builds on nacre, $mode" "$NACRE/bin/nacre-gcc" $option $flags $includes \
            -DSOURCE="\"$BUILD/musl/src/src/stdlib/qsort.c\"" "$tests/$1.c" -o "$1.$mode"
        [ -x "$1.$mode" ] || return 1
    done
    # shellcheck disable=SC2086
    check "$1 builds on stock musl" stock_gcc "$tests/$1.c" "$1.stock" $flags $includes \
        -DSOURCE="\"$BUILD/musl/released/src/stdlib/qsort.c\""
    [ -x "$1.stock" ]
}

# cases PROGRAM: in a folder of its own, so that several programs run at once.
cases() {
    program=$1 work=$work/$1
    mkdir "$work" && cd "$work" && build "$program" || return
    "./$program.static" --list >"$program.list"
    while read -r case claim; do
        for mode in $modes stock; do run "$program.$mode" "$case" & done
        wait
        for mode in $modes; do
            if [ "$(cat "$program.$mode.$case.rc")" -eq 3 ]; then
                skip "$program $case, $mode" "$(head -n 1 "$program.$mode.$case.out")"
                continue
            fi
            check "$program $case, $mode: $claim" passes "$program.$mode" "$case"
        done
        if [ "$case" = ordinary ]; then
            check "$program $case, stock musl: $claim" passes "$program.stock" "$case"
        elif [ "$(cat "$program.static.$case.rc")" -ne 3 ]; then
            check "$program $case fails on stock musl (status $(cat "$program.stock.$case.rc"))" fails "$program.stock" "$case"
        fi
    done <"$program.list"
    echo whole
}

# Most of the time is spent waiting for bugs that hang.
started=0
for source in "$tests"/*.c; do
    program=$(basename "$source" .c)
    (trap - EXIT; cases "$program") >"$program.log" 2>&1 &
    started=$((started + 1))
    [ $((started % 8)) -ne 0 ] || wait
done
wait
for source in "$tests"/*.c; do
    program=$(basename "$source" .c)
    grep -v '^whole$' "$program.log"
    grep -qx whole "$program.log" || echo "not ok $program: its cases did not come to their end"
done
finish
