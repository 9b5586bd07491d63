# SPDX-License-Identifier: MIT
# The libc's headers beside the kernel's. make check-headers compiles all of what is a sample here.
. "$SRCDIR/tests/scripts/lib"
tests=$SRCDIR/tests/headers
kernel=$(setting WITH_KERNEL_HEADERS)
kernel=${kernel:-$BUILD/kernel-headers}
languages=c
if [ -d "$NACRE/include/c++" ]; then languages="c cpp"; else skip "headers as C++" "this sysroot has no C++ library"; fi

# The sample; and a fault that it must find: musl's headers without nacre's.
check "a sample of the header sweep has no regression" "$tests/check" "$BUILD" "$SRCDIR" "$work/sweep" 16
tail -n 1 .out
enough() { [ "$(wc -l <sweep/list)" -gt 800 ]; }
check "the sample has enough compilations" enough
check_fails "the sweep finds what musl's own headers reject and glibc accepts" "[1-9][0-9]* regressions$" \
    "$tests/check" "$BUILD" "$SRCDIR" "$work/stock-sweep" 60 "$BUILD/stock/bin/nacre-gcc"

# nacre's own headers, alone, with warnings as errors.
mkdir alone && cd alone || exit 1
(cd "$SRCDIR/libc/include" && find . -name '*.h' ! -path './bits/*') | sed 's|^\./||' | while read -r header; do
    name=$(echo "$header" | tr / -)
    for suffix in c cpp; do printf '#include <%s>\n#include <%s>\nint unused;\n' "$header" "$header" >"$name.$suffix"; done
done
compiles() { # LANGUAGE OPTION...
    case $1 in c) cc=$NACRE/bin/nacre-gcc ;; cpp) cc=$NACRE/bin/nacre-g++ ;; esac
    suffix=$1
    shift
    printf '%s\n' *."$suffix" | LC_ALL=C xargs -P "$(nproc)" -n 20 "$cc" "$@" -fsyntax-only
}
for standard in c99 c11 gnu17; do
    check "the libc's headers compile alone with -std=$standard" compiles c -std=$standard -Wall -Wextra -Werror -pedantic
done
check "the libc's headers compile alone with _POSIX_C_SOURCE" compiles c -std=c11 -D_POSIX_C_SOURCE=200809L -Werror
[ "$languages" = c ] || for standard in c++98 c++20; do
    check "the libc's headers compile alone with -std=$standard" compiles cpp -std=$standard -Wall -Wextra -Werror
done
[ "$languages" = c ] || check "the libc's headers compile alone without exceptions and run-time types" \
    compiles cpp -std=c++20 -fno-exceptions -fno-rtti -Wall -Wextra -Werror
cd .. || exit 1

# What programs use of both.
for language in $languages; do
    case $language in c) cc=$NACRE/bin/nacre-gcc as=c ;; cpp) cc=$NACRE/bin/nacre-g++ as=c++ ;; esac
    for program in "$tests"/programs/*.c; do
        for flags in '' -D_GNU_SOURCE '-D_GNU_SOURCE -D_LARGEFILE64_SOURCE' "-D_GNU_SOURCE -isystem $kernel"; do
            # shellcheck disable=SC2086 # words
            check "$language: $(basename "$program" .c), ${flags:-no macro}" "$cc" -x "$as" \
                $flags -Wall -Werror -fsyntax-only "$program"
        done
        have clang || continue
        check "$language: $(basename "$program" .c), clang" "$NACRE/bin/nacre-clang" -x "$as" -D_GNU_SOURCE -Wall -Werror -fsyntax-only "$program"
    done
done
have clang || skip "what programs use of both, with clang" "clang is not on this machine"
finish
