# SPDX-License-Identifier: MIT
# Builds the libc again in another folder. Both builds must give the same libraries, byte for byte. The second
# build has no C++ library, so the script also tests the compiler drivers without it.
. "$SRCDIR/tests/scripts/lib"

mkdir -p another/deeper/folder
cd another/deeper/folder || exit 1
with=$(sed -n 's/^WITH_MUSL := \(..*\)/--with-musl=\1/p' "$BUILD/config.mk")
shared=$(sed -n 's/^SHARED := no/--disable-shared/p' "$BUILD/config.mk")
check "a second build" sh -c "'$SRCDIR/configure' --disable-cxx $with $shared CC='$(setting CC)' CXX='$(setting CXX)' CFLAGS='$(setting CFLAGS)' && CCACHE_DISABLE=1 make"
check "libc.a is the same" cmp sysroot/lib/libc.a "$NACRE/lib/libc.a"
[ -n "$shared" ] || check "libc.so is the same" cmp sysroot/lib/libc.so "$NACRE/lib/libc.so"
check "libgcc_eh.a is the same" cmp sysroot/lib/libgcc_eh.a "$NACRE/lib/libgcc_eh.a"
check_fails "without libstdc++, nacre-g++ fails with \"no C++ library\"" "no C\\+\\+ library" sysroot/bin/nacre-g++ -c "$SRCDIR/bench/demo/hello.cpp"
echo 'int main(void) { return 0; }' >empty.c
check "without libstdc++, nacre-gcc works" sysroot/bin/nacre-gcc -static empty.c -o empty
finish
