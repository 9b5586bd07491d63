# SPDX-License-Identifier: MIT
# The kernel's headers and the libc's can be read together, in either order, as C and as C++; each of them
# alone; and what programs want of both is there.
. "$SRCDIR/tests/scripts/lib"
TABLE=$SRCDIR/tests/headers/beside
languages=c
if [ -d "$NACRE/include/c++" ]; then languages="c cpp"; else skip "headers as C++" "this sysroot has no C++ library"; fi

# A source for each row, order and language: NUMBER.kernel.c has the kernel's header first.
sources() { # MARK: of the rows with it
    awk -v mark="$1" '
        /^#/ || NF == 0 { next }
        { m = /^!/ ? $1 : ""; first = /^!/ ? 2 : 1; if (m != mark) next }
        {
            libc = ""
            for (i = first + 1; i <= NF && $i != ":"; i++) libc = libc "#include <" $i ">\n"
            kernel = "#include <" $first ">\n"
            for (l = 1; l <= 2; l++) {
                suffix = l == 1 ? ".c" : ".cpp"
                name = $first
                gsub("/", "-", name)
                printf "%s%s", kernel, libc >(name ".kernel" suffix)
                printf "%s%s", libc, kernel >(name ".libc" suffix)
                close(name ".kernel" suffix)
                close(name ".libc" suffix)
            }
        }' "$TABLE"
}
# failing LANGUAGE FILE...: those that the compiler refuses.
failing() {
    case $1 in c) cc=$NACRE/bin/nacre-gcc ;; cpp) cc=$NACRE/bin/nacre-g++ ;; esac
    shift
    printf '%s\n' "$@" | LC_ALL=C xargs -P "$(nproc)" -n 20 "$cc" $options -fsyntax-only 2>&1 | tee errors |
        grep -oE '^(In file included from |                 from )?[a-z0-9_.-]+\.(kernel|libc|alone)\.(c|cpp):' |
        sed 's/^.* from //; s/:$//' | sort -u
}
none_fails() { failing "$@" >failed; cat failed; grep -m 10 error errors; [ ! -s failed ] && ! grep -q error errors; }
all_fail() { language=$1; shift; failing "$language" "$@" >failed; [ "$(wc -l <failed)" -eq $# ] || { printf '%s\n' "$@" | grep -vxFf failed; return 1; }; }
options='-D_GNU_SOURCE -w'

mkdir both && cd both && sources ''
check "the table has rows" [ "$(ls ./*.c | wc -l)" -gt 250 ]
for language in $languages; do
    check "$language: the kernel's header first" none_fails $language *.kernel.$language
    check "$language: the libc's header first" none_fails $language *.libc.$language
done
mkdir ../clash && cd ../clash && sources '!'
for language in $languages; do
    check "$language: what is said to clash does" all_fail $language *.kernel.$language *.libc.$language
done
mkdir ../no-c++ && cd ../no-c++ && sources '!C++'
check "c: what is not C++ is C" none_fails c *.c
[ "$languages" = c ] || check "cpp: what is said not to be C++ is not" all_fail cpp *.cpp

# Headers that nothing gives way in: musl's, and the machine's.
cd ../both || exit 1
none_gives_way() {
    options="-D_GNU_SOURCE -w -nostdinc -isystem $BUILD/stock/include -isystem $BUILD/stock/include/under"
    # shellcheck disable=SC2046 # names of headers
    failing c $(awk '!/^#/ && NF { gsub("/", "-", $1); print $1 ".kernel.c" }' "$SRCDIR/kernel/uapi/clashes" | grep -v '^asm-generic') >stock.failed
    options='-D_GNU_SOURCE -w'
    [ "$(wc -l <stock.failed)" -gt 40 ] || { cat stock.failed && return 1; }
}
check "planted: without what gives way, many clash" none_gives_way

# nacre's own headers, alone and strict.
mkdir ../alone && cd ../alone || exit 1
(cd "$SRCDIR/libc/include" && find . -name '*.h') | sed 's|^\./||' | while read -r header; do
    name=$(echo "$header" | tr / -)
    for suffix in c cpp; do printf '#include <%s>\n#include <%s>\nint unused;\n' "$header" "$header" >"$name.alone.$suffix"; done
done
for standard in c99 c11 gnu17; do
    options="-std=$standard -Wall -Wextra -Werror -pedantic"
    check "the libc's headers alone, -std=$standard" none_fails c *.c
done
options="-std=c11 -D_POSIX_C_SOURCE=200809L -Werror"
check "the libc's headers alone, as POSIX has them" none_fails c *.c
[ "$languages" = c ] || for standard in c++98 c++20; do
    options="-std=$standard -Wall -Wextra -Werror"
    check "the libc's headers alone, -std=$standard" none_fails cpp *.cpp
done
[ "$languages" = c ] || {
    options="-std=c++20 -fno-exceptions -fno-rtti -Wall -Wextra -Werror"
    check "the libc's headers alone, without exceptions and type information" none_fails cpp *.cpp
}

# What programs want.
cd .. || exit 1
for language in $languages; do
    case $language in c) cc=$NACRE/bin/nacre-gcc ;; cpp) cc=$NACRE/bin/nacre-g++ ;; esac
    printf '#include "libc.h"\n#include "kernel.h"\n#include "both.h"\n' >libc-first.$language
    printf '#include "kernel.h"\n#include "libc.h"\n#include "both.h"\n' >kernel-first.$language
    for order in libc kernel; do
        check "$language: a program has what it wants of both, $order first" \
            "$cc" -D_GNU_SOURCE -Wall -I"$SRCDIR/tests/headers" -fsyntax-only $order-first.$language
    done
done
finish
