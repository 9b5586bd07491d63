# SPDX-License-Identifier: MIT
# nacre-info, as a user and as a program calls it, on this machine and in sandboxes.
. "$SRCDIR/tests/scripts/lib"
info=$NACRE/bin/nacre-info refused=$BUILD/tests/refused
unset NACRE_RANDOM
[ -x "$info" ] || { skip nacre-info "this sysroot has no C++ library"; finish; exit; }

# says PATTERN COMMAND...: it succeeds, and a line of it is so.
says() {
    pattern=$1
    shift
    "$@" >said 2>&1 && grep -qE -- "$pattern" said || { cat said; return 1; }
}
says_not() { ! says "$@" >/dev/null; }
offers=$(kernel_offers)

check "its version is the one of the sources" [ "$("$info" --version)" = "nacre $(cat "$SRCDIR/VERSION")" ]
check "it is static" sh -c "! readelf -lW '$info' | grep -q INTERP"
check "it is small: below 400 KB" [ "$(wc -c <"$info")" -lt 400000 ]
check "it names the kernel" says "on Linux $(uname -r) $(uname -m)" "$info" --no-measure
case $offers in
*'getrandom: yes'*)
    bytes=$(echo "$offers" | sed -n 's/.*yes, \([0-9]*\) bytes of state.*/\1/p')
    check "draws go by the vDSO, as kernel_offers says" says "^draws +by the vDSO, $bytes bytes" "$info" --no-measure
    # Only so is anything refused that draws need.
    check "where droppable memory is refused, draws are system calls" says "^draws +by system call: droppable memory is refused" \
        "$refused" droppable=1 -- "$info" --no-measure
    check "and the help is for that" says "help +let the sandbox allow mmap with MAP_DROPPABLE" \
        "$refused" droppable=1 -- "$info" --no-measure
    check "and droppable memory is missing" says "^droppable memory +no: mmap says Operation not permitted" \
        "$refused" droppable=1 -- "$info" --no-measure ;;
*) check "draws are system calls, as kernel_offers says" says "^draws +by system call: ${offers#*: no, }" "$info" --no-measure ;;
esac
check "NACRE_RANDOM=syscall is seen" says "^draws +by system call: NACRE_RANDOM=syscall" env NACRE_RANDOM=syscall "$info" --no-measure
check "with what helps" says "^  help +take NACRE_RANDOM out" env NACRE_RANDOM=syscall "$info" --no-measure
check "a word that NACRE_RANDOM has not is told of" says "NACRE_RANDOM=sysCall is not a known value" env NACRE_RANDOM=sysCall "$info" --no-measure
if says "^memfd_secret +yes" "$info" --no-measure >/dev/null; then
    check "where a sandbox has no memfd_secret, it says so" says "^memfd_secret +no: memfd_secret says Function not implemented" \
        "$refused" memfd_secret=38 -- "$info" --no-measure
    check "with what helps there" says "help +let the sandbox allow memfd_secret" "$refused" memfd_secret=38 -- "$info" --no-measure
    check "where it is forbidden, too" says "^memfd_secret +no: memfd_secret says Operation not permitted" \
        "$refused" memfd_secret=1 -- "$info" --no-measure
    if [ "$(id -u)" -ne 0 ]; then
        check "a limit of locked memory is named" says "RLIMIT_MEMLOCK" sh -c "ulimit -l 0; '$info' --no-measure"
    else skip "a limit of locked memory" "root has none"; fi
else
    check "why there is no memfd_secret, or what helps" says "^memfd_secret +no: ." "$info" --no-measure
fi
check "a draw's cost is measured" says "16 bytes by getrandom +[1-9][0-9]* ns" "$info"
check "and of long ones by the system call" says "4096 bytes by system call +[1-9][0-9]* ns" "$info"
check "but not if that is not wanted" says_not "bytes by" "$info" --no-measure
check "a system call that is refused has no cost" says "16 bytes by system call refused" "$refused" getrandom=1 -- "$info"
start=$(date +%s%N)
"$info" >/dev/null
check "it takes less than half a second, or two on a busy machine" [ $((($(date +%s%N) - start) / 1000000)) -lt 2000 ]

if have python3; then
    # json EXPRESSION COMMAND...: the output is JSON, and the expression holds of it as d.
    json() {
        expression=$1
        shift
        "$@" >said && python3 -c "import json, sys; d = json.load(sys.stdin); sys.exit(0 if $expression else 1)" <said || { cat said; return 1; }
    }
    check "JSON has the same" json "d['kernel']['release'] == '$(uname -r)' and d['draws']['page_bytes'] == $(getconf PAGESIZE)" "$info" --json
    check "JSON has each cost" json "len(d['costs']) == 4 and all(c['nanoseconds'] > 0 for c in d['costs'])" "$info" --json
    check "JSON has no costs that were not wanted" json "d['costs'] is None" "$info" --json --no-measure
    check "JSON has reasons and helps" json \
        "d['draws']['path'] == 'syscall' and d['draws']['reason'] == 'NACRE_RANDOM=syscall' and d['draws']['help']" \
        env NACRE_RANDOM=syscall "$info" --json
    check "JSON stays JSON whatever the environment says" json "d['NACRE_RANDOM']['value'].startswith('a\"\\\\')" \
        env NACRE_RANDOM='a"\	b' "$info" --json --no-measure
    check "JSON: of the ways to expand, one at most is chosen, and it can be" json \
        "all(v['usable'] for v in d['vectors'] if v['chosen']) and sum(v['chosen'] for v in d['vectors']) <= 1" "$info" --json
else skip "JSON" "there is no python3 on this machine"; fi

# ends STATUS COMMAND...
ends() { want=$1; shift; "$@" >said 2>&1; [ $? -eq "$want" ] || { cat said; return 1; }; }
check_fails "an unknown argument is named" "unknown argument '--jason'" "$info" --jason
check "and its exit status is 2" ends 2 "$info" --jason
check "it can be helped" says "^Exit status: 0" "$info" --help
[ ! -e /dev/full ] || check "a report that cannot be written is no success" ends 1 sh -c "'$info' --no-measure >/dev/full"

# What it says of kernels is what is known of them.
table_is_told() {
    awk '$1 == "vdso:getrandom" { for (i = 4; i <= NF; i++) print $i, $2 }' "$SRCDIR/kernel/since/table" |
        sed 's/^powerpc64/ppc64le/' | while read -r machine release; do
        [ -d "$SRCDIR/sysdeps/linux/$(echo "$machine" | sed 's/ppc64le/powerpc64/')" ] || continue
        grep -q "{\"$machine\", \"$release\"}" "$SRCDIR/tools/info/unavailable.cpp" || { echo "$machine $release"; exit 1; }
    done
}
check "each architecture's first kernel is kernel/since's" table_is_told

# Its page tells of each member.
members_told() {
    "$info" --json | grep -o '"[A-Za-z_]*": ' | tr -d '": ' | sort -u >members
    [ "$(wc -l <members)" -gt 20 ] || return 1
    while read -r member; do
        grep -qE "^\.(Pq |It )?Cm (.* )?$member( |\$)" "$1" || { echo "$member is not told of" && return 1; }
    done <members
}
check "the page tells of each member of the object" members_told "$SRCDIR/libc/man/nacre-info.1"
sed '/^\.Pq Cm lanes_from/d' "$SRCDIR/libc/man/nacre-info.1" >injected.1
check_fails "injected: a member that it does not tell of" "lanes_from is not told of" members_told injected.1
finish
