# SPDX-License-Identifier: MIT
. "$SRCDIR/tests/scripts/lib"

install=$SRCDIR/libc/toolchain/install-sysroot
check "make install with DESTDIR" make -s -C "$BUILD" install DESTDIR="$work/stage"
prefix=$work/stage$(setting prefix)
cat >hello.cpp <<'EOF'
#include <iostream>
int main() { std::cout << "installed\n"; }
EOF
check "the installed compiler builds" "$prefix/bin/nacre-g++" hello.cpp -o hello
check "for the installed loader" sh -c "readelf -lW hello | grep -q '$prefix/lib/ld-musl'"
check "and it runs" sh -c '[ "$(./hello)" = installed ]'
check "again, over itself, with a slash too many" "$install" "$NACRE" "$prefix/"
check "which leaves nothing beside it" [ "$(ls "$(dirname "$prefix")" | wc -l)" -eq 1 ]
mkdir other && touch other/file
check_fails "not over something else" "has files but no nacre in it" "$install" "$NACRE" "$work/other"
check "which stays as it was" [ "$(ls other)" = file ]

# And away again: what was put there, and nothing else.
uninstall=$SRCDIR/libc/toolchain/uninstall-sysroot
echo mine >"$prefix/lib/libmine.a" && mkdir -p "$prefix/share/mine" && ln -s ../../lib/libmine.a "$prefix/share/mine/a link"
check "again, over itself with a library of another's in it" "$install" "$NACRE" "$prefix"
check "which stays there" [ "$(cat "$prefix/share/mine/a link")" = mine ]
check "its list has all else, and itself" sh -c "cd '$prefix' && find . ! -type d ! -name libmine.a ! -name 'a link' | sed 's|^./||' |
    LC_ALL=C sort | cmp - share/nacre/installed"
rm "$prefix/bin/nacre-clang" # as if a first try had been stopped
check "make uninstall with DESTDIR" sh -c "make -s -C '$BUILD' uninstall DESTDIR='$work/stage' >said"
check "only what was another's is left" [ "$(cd "$prefix" && find . ! -type d | LC_ALL=C sort | tr '\n' ' ')" = "./lib/libmine.a ./share/mine/a link " ]
check "and that is said" grep -q "  $prefix/lib/libmine.a" said
check "no folder is left that is empty" [ -z "$(find "$prefix" -type d -empty)" ]
check_fails "what has no list is left alone" "share/nacre/installed, so nacre's files" "$uninstall" "$prefix"
check_fails "not over what is left" "has files but no nacre in it" "$install" "$NACRE" "$prefix"
rm -r "$prefix"
check_fails "what is not there is told of" "$prefix does not exist" "$uninstall" "$prefix"
check "installed anew" "$install" "$NACRE" "$prefix"
cp "$prefix/share/nacre/installed" list && echo ../../other/file >>"$prefix/share/nacre/installed"
check_fails "a list that points outside takes nothing away" "outside" "$uninstall" "$prefix"
check "from there neither" [ -f other/file ]
check "nor from here" [ -x "$prefix/bin/nacre-gcc" ]
cp list "$prefix/share/nacre/installed"
check "uninstalled" "$uninstall" "$prefix"
check "nothing is left" [ -z "$(ls -A "$(dirname "$prefix")")" ]
[ "$(id -u)" -eq 0 ] || check_fails "not where one may not write" "is not writable" "$install" "$NACRE" /usr/nacre
finish
