# SPDX-License-Identifier: MIT
# Builds the source archive without a network and without apt, from a cache that has only the files in build-aux/pins.
# The libraries must have the same bytes as those in the build directory that runs this test.
. "$SRCDIR/tests/scripts/lib"
aux=$SRCDIR/build-aux
top=nacre-$(cat "$SRCDIR/VERSION")

# If the sources have changes that are not committed, dist prints a message, and the file `said` gets it.
archive=$("$aux/dist" "$SRCDIR" "$work" 2>said) || { cat said; exit 1; }
tar -xzf "$archive" || exit 1

# Link the pinned files into the directory cache. Collect the options that pass the same files to configure.
cached=$("$aux/cache-dir")
mkdir -p cache/sha256 empty
files=
for pin in musl libxcrypt mimalloc kernel-headers "libstdcxx-$(setting GCC_MAJOR)"; do
    file=$("$aux/fetch" "$pin") || { skip "a build without a network" "$pin is not available"; finish; exit; }
    case $file in "$cached"/*) ln -s "$(dirname "$file")" cache/sha256/ ;; esac
    case $pin in musl | libxcrypt | mimalloc) option=--with-$pin ;; kernel-headers) option=--with-linux-libc-dev ;; *) option=--with-libstdcxx ;; esac
    files="$files $option=$file"
done

# Without apt: PATH has all programs except apt, download programs and ccache (unless configure found ccache).
# Without a network: a new network namespace, or proxies that do not exist.
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
# This result only reports how the network is cut off.
echo "ok without a network: ${alone:-by proxies that do not exist}"
# Runs a command without a network, with the directory CACHE as its cache.
offline() { # CACHE COMMAND...
    cache=$1
    shift
    # shellcheck disable=SC2086 # split into words
    $alone env PATH="$work/bin" NACRE_CACHE="$work/$cache" http_proxy=http://127.0.0.1:9 https_proxy=http://127.0.0.1:9 "$@"
}
[ -z "$alone" ] || check_fails "a download fails without a network" "cannot fetch musl" offline empty "$top/build-aux/fetch" musl

mkdir build
check "configure succeeds without a network" offline cache sh -c "cd build && ../$top/configure CFLAGS='$(setting CFLAGS)'"
check "make succeeds without a network" offline cache make -C build
cat >draw.cpp <<'EOF'
#include <iostream>
#include <random>
int main() { std::cout << "drawn " << std::random_device()() << std::endl; }
EOF
check "the new sysroot builds a program" build/sysroot/bin/nacre-g++ -static draw.cpp -o draw
check "the program draws a number" sh -c "./draw | grep -qE '^drawn [0-9]+\$'"
if [ -s said ]; then skip "the same libraries as in this build" "the sources have changes that are not committed"; else
    for library in libc.a libstdc++.a libgcc_eh.a libatomic.a libgomp.a libgcov.a libubsan.a; do
        check "$library is the same as in this build" cmp "build/sysroot/lib/$library" "$NACRE/lib/$library"
    done
fi
# The pinned files in the cache are symbolic links.
check "the build downloaded no file into the cache" [ "$(find cache ! -type d ! -type l | wc -l)" -eq 0 ]

# Builds from files that are passed to configure, with an empty cache.
mkdir named
# shellcheck disable=SC2086 # split into words
check "configure accepts the files that options name, with an empty cache" offline empty sh -c "cd named && ../$top/configure $files"
check "make reads these files, with an empty cache" offline empty make -C named stamps/musl-src stamps/kernel-headers
check "the empty cache is still empty" [ -z "$(find empty -type f)" ]

# Tests the second address of every source, which is used when the distribution has deleted the file at the first. The
# first is in Debian's archive (column 4 of pins), and the second is upstream's URL (column 5). In upstream/pins, each first
# address is wrong (pool/none), and each URL names a local copy. gcc's release archive is taken from Debian's source archive.
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
    from_upstream() { NACRE_PINS=$work/upstream/pins offline second "$@"; }
    mkdir from-upstream
    # The six sources are musl, mimalloc, libstdc++ of two versions of gcc, googletest and benchmark.
    check "every source has a second address" [ "$(awk '!/^#/ && /^(musl|mimalloc|libstdcxx|googletest|benchmark)/ && $5 != "-" { print $1 }' "$aux/pins" |
        sort -u | grep -cE '^(musl|mimalloc|libstdcxx-[0-9]+|googletest|benchmark)$')" -ge 6 ]
    check "configure succeeds while the first address of every source fails" from_upstream sh -c "cd from-upstream && ../$top/configure CFLAGS='$(setting CFLAGS)'"
    check "make succeeds from the second addresses" from_upstream make -C from-upstream sysroot stamps/gtest-src
    for library in libc.a libstdc++.a; do
        check "$library from the second addresses is the same" cmp "from-upstream/sysroot/lib/$library" "build/sysroot/lib/$library"
    done
else
    skip "a build from the second address of every source" "there is no apt-helper, which copies the local files"
fi
finish
