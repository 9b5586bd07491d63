# SPDX-License-Identifier: MIT
. "$SRCDIR/tests/scripts/lib"

install=$SRCDIR/libc/toolchain/install-sysroot
check "make install with DESTDIR" make -s -C "$BUILD" install DESTDIR="$work/stage"
prefix=$work/stage$(sed -n 's/^prefix := //p' "$BUILD/config.mk")
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
check_fails "not over something else" "holds something else" "$install" "$NACRE" "$work/other"
check "which stays as it was" [ "$(ls other)" = file ]
[ "$(id -u)" -eq 0 ] || check_fails "not where one may not write" "cannot be written" "$install" "$NACRE" /usr/nacre
finish
