# SPDX-License-Identifier: MIT
# The types behind libc.so's symbols are stock musl's: what a program that was compiled with its headers takes for granted
# of functions, objects and structures. Every public name is pointed at, once by either's headers, and abidiff compares.
. "$SRCDIR/tests/scripts/lib"
export LC_ALL=C
if ! abidiff=$("$SRCDIR/build-aux/program" abidiff "$BUILD/tests/abigail" abigail-tools 2>fetch.err); then
    skip "the types behind the symbols" "there is no abidiff: $(head -n 1 fetch.err)"
    finish
    exit
fi

stock=$BUILD/stock
# Those that are headers by themselves.
(cd "$stock/include" && find . -name '*.h' ! -path './bits/*' ! -path './under/*' ! -name tgmath.h | sed 's|^\./||' | sort) >headers
readelf -sW "$stock/lib/libc.a" 2>readelf.err | awk '$5 ~ /^(GLOBAL|WEAK)$/ && $6 == "DEFAULT" && $7 != "UND" && NF == 8 { print $8 }' |
    sort -u >names
# pointers NAMES: a pointer to each.
pointers() {
    echo '#define _GNU_SOURCE'
    sed 's/.*/#include <&>/' headers
    sed 's/.*/__typeof__(\&&) points_to_&;/' "$1"
}
# compiled SOURCE OUT INCLUDE [FLAG...]: a library of these pointers, with all types in its debug information.
compiled() {
    source=$1 out=$2 include=$3
    shift 3
    "$NACRE/bin/nacre-gcc" -w -g -gdwarf-4 -fPIC -fno-builtin -fno-eliminate-unused-debug-types -shared -nostdlib -nostdinc "$@" -isystem "$include" \
        -isystem "$("$NACRE/bin/nacre-gcc" -print-file-name=include)" -idirafter "$NACRE/include" -idirafter "$NACRE/include/under" \
        -Wl,--unresolved-symbols=ignore-all -fmax-errors=0 -o "$out" "$source"
}
# The names that stock musl's public headers declare: what the compiler does not know is private.
pointers names >all.c
compiled all.c all.so "$stock/include" 2>errors
sed -n "s/.*error: '\([^']*\)' undeclared.*/\1/p" errors | sort -u | comm -23 names - >public
pointers public >public.c
# nacre gives siginfo_t a tag of the same name, which changes neither its layout nor its name in C++. abidiff takes a
# tag for another type, so it gets one here as well.
cp -r "$stock/include" tagged
sed -i '/^typedef struct {$/ { N; /__SI_SWAP_ERRNO_CODE/s/struct {/struct siginfo_t {/ }' tagged/signal.h
check "stock musl's siginfo_t has its tag here" grep -q 'struct siginfo_t {' tagged/signal.h
check "stock musl's headers compile, with a pointer to every name" compiled public.c stock.so "$work/tagged"
check "and nacre's" compiled public.c nacre.so "$NACRE/include"
check "$(wc -l <public) names of $(wc -l <names) are public" [ "$(wc -l <public)" -gt 1200 ]

# These structures are the kernel's here, with names where musl has padding. kernel/abi compares their layout.
cat >suppressed <<'END'
[suppress_type]
name_regexp = ^(statx|sigcontext)$
END
# same LIBRARY: 0 if abidiff finds no type changed, but for what was added.
same() {
    # shellcheck disable=SC2086 # words
    $abidiff --suppressions suppressed --no-added-syms --non-reachable-types stock.so "$1" >found 2>&1
    rc=$?
    cat found
    # What came is no change; 1 and 2 in its exit are abidiff's own failures.
    [ $((rc & 3)) -eq 0 ] && ! grep -qE '[1-9][0-9]* ([Rr]emoved|[Cc]hanged)' found
}
check "abidiff finds no changed type" same nacre.so

# inject NAME SED HEADER PATTERN: with a header of nacre's made wrong.
inject() {
    rm -rf injected
    mkdir -p "injected/$(dirname "$3")"
    sed "$2" "$stock/include/$3" >"injected/$3"
    cmp -s "injected/$3" "$stock/include/$3" && { echo "not ok injected: nothing in $3: $2"; return; }
    if ! compiled public.c injected.so "$NACRE/include" -isystem "$work/injected" >injected.err 2>&1; then
        echo "not ok injected: $1: it does not compile: $(head -n 1 injected.err)"
        return
    fi
    check_fails "injected: $1" "$4" same injected.so
}
inject "a structure that grew" 's/struct tm {/& long more;/' time.h "struct tm|type size changed"
inject "members that changed places" 's/int tm_sec;/int tm_swap;/; s/int tm_min;/int tm_sec;/; s/int tm_swap;/int tm_min;/' time.h "tm_"
inject "a type that became wider" 's/^int atoi (const char \*);/long atoi (const char *);/' stdlib.h "atoi"
inject "a parameter more" 's/^char \*strdup (const char \*);/char *strdup (const char *, int);/' string.h "strdup"
inject "an object that became wider" 's/extern int daylight;/extern long daylight;/' time.h "daylight"
finish
