# SPDX-License-Identifier: MIT
# The source archive is built where there is no network and no apt, from a cache that has what is pinned and nothing
# else; and what comes of it is what this build has.
. "$SRCDIR/tests/scripts/lib"
aux=$SRCDIR/build-aux
top=nacre-$(cat "$SRCDIR/VERSION")

archive=$("$aux/dist" "$SRCDIR" "$work" 2>said) || { cat said; exit 1; }
tar -xzf "$archive" || exit 1

cached=$("$aux/cache-dir")
mkdir -p cache/sha256 empty
files=
for pin in musl libxcrypt kernel-headers "libstdcxx-$(setting GCC_MAJOR)"; do
    file=$("$aux/fetch" "$pin") || { skip "a build without a network" "$pin cannot be had"; finish; exit; }
    case $file in "$cached"/*) ln -s "$(dirname "$file")" cache/sha256/ ;; esac
    case $pin in musl | libxcrypt) option=--with-$pin ;; kernel-headers) option=--with-linux-libc-dev ;; *) option=--with-libstdcxx ;; esac
    files="$files $option=$file"
done

# Without apt: a path with all but that. Without a network: a namespace of one's own, or proxies that are none.
mkdir bin
IFS=:
for dir in $PATH; do
    for tool in "$dir"/*; do
        case ${tool##*/} in apt* | curl | wget | ccache) ;; *) [ ! -x "$tool" ] || [ -e "bin/${tool##*/}" ] || ln -s "$tool" bin/ ;; esac
    done
done
unset IFS
[ -z "$(setting CCACHE)" ] || ln -s "$(setting CCACHE)" bin/
alone=
unshare -rn true 2>/dev/null && alone="unshare -rn"
echo "ok without a network: ${alone:-by proxies that are none}"
without() { # CACHE COMMAND...
    cache=$1
    shift
    # shellcheck disable=SC2086 # words
    $alone env PATH="$work/bin" NACRE_CACHE="$work/$cache" http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 "$@"
}
[ -z "$alone" ] || check_fails "injected: a download fails there" "cannot fetch musl" without empty "$top/build-aux/fetch" musl

mkdir build
check "it is configured" without cache sh -c "cd build && ../$top/configure CFLAGS='$(setting CFLAGS)'"
check "it is built" without cache make -C build
cat >draw.cpp <<'EOF'
#include <iostream>
#include <random>
int main() { std::cout << "drawn " << std::random_device()() << std::endl; }
EOF
check "what comes of it builds a program" build/sysroot/bin/nacre-g++ -static draw.cpp -o draw
check "which draws" sh -c "./draw | grep -qE '^drawn [0-9]+\$'"
if [ -s said ]; then skip "the same libraries as this build's" "the sources here are not those of the last commit"; else
    for library in libc.a libstdc++.a libgcc_eh.a libatomic.a libgomp.a libgcov.a libubsan.a; do
        check "$library is this build's" cmp "build/sysroot/lib/$library" "$NACRE/lib/$library"
    done
fi
check "nothing was fetched" [ "$(find cache ! -type d ! -type l | wc -l)" -eq 0 ]

# And from files that are named, with no cache at all.
mkdir named
# shellcheck disable=SC2086 # words
check "it is configured with files that are named" without empty sh -c "cd named && ../$top/configure $files"
check "which are read where they lie" without empty make -C named stamps/musl-src stamps/kernel-headers
check "and nothing was fetched" [ -z "$(find empty -type f)" ]

# The second place of every source, for the day when the distribution deletes the first. Local files stand for
# upstream's servers; gcc's release archive is the one that Debian's source archive contains.
if [ -x /usr/lib/apt/apt-helper ]; then
    mkdir second upstream
    gcc=$("$aux/fetch" "libstdcxx-$(setting GCC_MAJOR)")
    case $(tar -tf "$gcc" | head -n 2) in
    *dfsg*) tar -x -O -f "$gcc" --wildcards '*/gcc-*.tar.xz' >upstream/gcc.tar.xz ;;
    *) cp "$gcc" upstream/gcc.tar.xz ;;
    esac
    awk -v here="$work/upstream" '
        /^#/ || $5 == "-" { next }
        $1 ~ /^libstdcxx-/ && $4 == "-" { $3 = gcc; $5 = "copy://" here "/gcc.tar.xz" }
        $1 !~ /^libstdcxx-/ { $5 = "copy://" here "/" $1 }
        { if ($4 != "-") $4 = "pool/none"; print }' gcc="$(sha256sum upstream/gcc.tar.xz | cut -d' ' -f1)" "$aux/pins" >upstream/pins
    awk '$1 ~ /^libstdcxx-/ && $4 != "-" { $4 = "pool/none"; print }' "$aux/pins" >>upstream/pins
    for pin in musl googletest benchmark; do cp "$("$aux/fetch" $pin)" upstream/$pin; done
    second() { NACRE_PINS=$work/upstream/pins without second "$@"; }
    mkdir from-upstream
    check "every source has a second place" [ "$(awk '!/^#/ && /^(musl|libstdcxx|googletest|benchmark)/ && $5 != "-" { print $1 }' "$aux/pins" |
        sort -u | grep -cE '^(musl|libstdcxx-[0-9]+|googletest|benchmark)$')" -ge 5 ]
    check "it is configured with the first place of every source failing" second sh -c "cd from-upstream && ../$top/configure CFLAGS='$(setting CFLAGS)'"
    check "it is built from the second place" second make -C from-upstream sysroot stamps/gtest-src
    for library in libc.a libstdc++.a; do
        check "$library from the second place is the same" cmp "from-upstream/sysroot/lib/$library" "build/sysroot/lib/$library"
    done
else
    skip "a build from the second place of every source" "there is no apt-helper, which stands for the network"
fi
finish
