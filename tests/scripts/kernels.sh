# SPDX-License-Identifier: MIT
# How guests are judged, by consoles that are made up: nothing is good but what says so at its end.
. "$SRCDIR/tests/scripts/lib"
boot=$SRCDIR/kernel/boot

# console NAME LINE...: what a guest with two tests shows, and then these lines.
console() {
    name=$1
    shift
    {
        echo 'Linux 6.12.1 x86_64: vDSO getrandom: yes, 144 bytes of state a thread in droppable memory'
        echo 'guest: draws: 1 system calls, all good'
        printf '[ RUN      ] A.B\n[       OK ] A.B (1 ms)\n[ RUN      ] A.C\n'
        printf '%s\n' "$@"
    } >"$name"
}
is() { # NAME EXPECTED CONSOLE EXIT DRAWS
    check "$1" sh -c '[ "$("$0" "$2" "$3" "$4" | tr "\n" " " | sed "s/ $//")" = "$1" ] || { "$0" "$2" "$3" "$4"; exit 1; }' \
        "$boot/check-console" "$2" "$3" "$4" "$5"
}
good='guest: end: 2 passed, 0 failed, 0 skipped, complete, exit 0'
console whole '[       OK ] A.C (1 ms)' "$good"
is "a guest that ends well" "2 0 0" whole 0 vdso
console failing '[  FAILED  ] A.C (1 ms)' 'guest: end: 1 passed, 1 failed, 0 skipped, complete, exit 1'
is "a failing test" "1 1 0" failing 0 vdso
console panic 'Kernel panic - not syncing: Attempted to kill init!'
is "a panic, after which qemu ends well" "0 1 0 Kernel panic - not syncing: Attempted to kill init!" panic 0 vdso
console hang
is "a guest whose time is up" "0 1 0 timed out during A.C" hang 124 vdso
console short '[       OK ] A.C (1 ms)'
is "a guest without a closing line" "0 1 0 no closing line: [       OK ] A.C (1 ms)" short 0 vdso
: >empty
is "a guest that says nothing" "0 1 0 no closing line: " empty 1 vdso
console crashed 'guest: end: 1 passed, 0 failed, 0 skipped, broken off, signal 11'
is "tests that crash" "1 1 0 the tests did not finish: 1 passed, 0 failed, 0 skipped, broken off, signal 11" crashed 0 vdso
console lost "$good"
is "a console that lost a line" "2 1 0 the guest counted 2 passes, but the console shows 1" lost 0 vdso
is "draws by another way than the kernel has" "2 1 0 only 1 of 1000 draws were system calls" whole 0 calls
sed 's/1 system calls/1012 system calls/' whole >fallen
is "draws that fell back" "2 1 0 1012 of 1000 draws were system calls" fallen 0 vdso
is "draws by system calls, where there is no other way" "2 0 0" fallen 0 calls
console oops '[       OK ] A.C (1 ms)' '[ 1.0] BUG: unable to handle page fault' "$good"
is "a kernel's own fault" "2 1 0 the kernel reported: BUG: unable to handle page fault" oops 0 vdso
console none 'guest: end: 0 passed, 0 failed, 0 skipped, complete, exit 0'
sed -i '/^\[/d' none
is "a filter that leaves no test" "0 1 0 no test was run" none 0 vdso

# An archive as the kernel wants it, by the tool that knows it.
if have cpio; then
    printf 'dir bin\nfile bin/check-console %s\nlink bin/sh check-console\n' "$boot/check-console" >list
    "$boot/newc" list >archive
    mkdir unpacked
    check "the archive can be unpacked" sh -c 'cd unpacked && cpio -i --quiet <../archive'
    check "and has the file" cmp "$boot/check-console" unpacked/bin/check-console
    check "and the link" [ "$(readlink unpacked/bin/sh)" = check-console ]
else
    skip "what cpio says of the archive" "no cpio on this machine"
fi
echo 'file none /no/such/file' >list
check_fails "a file that is not there is named" "cannot read /no/such/file" "$boot/newc" list
check_fails "a kernel that is in no table" "no kernel 2.4 for x86_64" "$boot/fetch-kernel" x86_64 2.4
tables() {
    awk 'FILENAME ~ /machines$/ && !/^#/ { machine[$1] = 1; kernels[$1] = $3 }
        FILENAME ~ /kernels$/ && !/^#/ { kernel[$1 " " $2] = 1 }
        FILENAME ~ /tests$/ && !/^#/ { tests[$1] = 1 }
        FILENAME ~ /cases$/ && !/^#/ && !($2 in machine && ($3 == "own" || (kernels[$2] " " $3) in kernel) && $5 in tests) { print; bad = 1 }
        END { exit bad }' "$boot/machines" "$boot/kernels" "$boot/tests" "$boot/cases"
}
check "each case is of a machine, a kernel and tests that there are" tables
check "ARCHITECTURES chooses among the cases" [ "$(ARCHITECTURES=aarch64 "$boot/select-cases" small hosts)" = aarch64-linux-gnu ]
check "without it all are chosen, each host once" [ "$("$boot/select-cases" small hosts | tr '\n' ' ')" = "x86_64-linux-gnu aarch64-linux-gnu " ]
check_fails "a tier that is not there" "no TIER=huge" "$boot/run" "$BUILD" "$SRCDIR" huge

# What came when: this kernel's own answers, and answers that are changed.
since=$SRCDIR/kernel/since/check
machine=$(uname -m)
release=$(uname -r)
"$BUILD/kernels/since" >answers
says() { # NAME EXPECTED ANSWERS VERSION
    check "$1" sh -c '[ "$("$0" "$2" "$4" "$3")" = "$1" ] || { "$0" "$2" "$4" "$3"; exit 1; }' "$since" "$2" "$3" "$4" "$machine"
}
says "this kernel has what came until its version, and nothing else" "" answers "$release"
sed 's/\(call:openat2\) yes/\1 no/' answers >lacking
says "a call that a kernel ought to have" "call:openat2 does not exist, but the table says since 5.6" lacking "$release"
sed 's/ yes$/ no/; s/\(call:pidfd_open\) no/\1 yes/' answers >early
says "a call that is too early" "call:pidfd_open exists, but the table says since 5.3" early 3.0
sed '/call:mseal/d' answers >unasked
says "a call that nobody asks for" "call:mseal was not probed" unasked "$release"
{ cat answers && echo 'since: flag:NONE yes'; } >unknown
says "a flag that the table does not have" "flag:NONE is probed, but not in kernel/since/table" unknown "$release"
finish
