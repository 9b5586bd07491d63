# SPDX-License-Identifier: MIT
. "$SRCDIR/tests/scripts/lib"
configure=$SRCDIR/configure

check "--help" sh -c "'$configure' --help | grep -q -- --with-kernel-headers"
check_fails "an unknown option" "unknown argument '--with-mussel'" "$configure" --with-mussel
check_fails "a compiler that is not there" "'no-such-cc' is not installed" "$configure" CC=no-such-cc
check_fails "a compiler that does not compile" "does not compile C\\+\\+20" "$configure" CXX=false
check_fails "a relative prefix" "absolute path" "$configure" --prefix=here
check_fails "a tarball that is not there" "with-musl=.*cannot be read" "$configure" --with-musl=none.tar.gz
check_fails "kernel headers that are none" "has no linux/version.h" "$configure" --with-kernel-headers="$work"
check_fails "a host that is none of the table's" "known hosts: .*aarch64-linux-gnu" "$configure" --host=pdp11-unix
check_fails "a compiler that makes code for another host" "compiles for .*, not for" \
    "$configure" --host=aarch64-linux-gnu CC=gcc CXX=g++
check "nothing is written by a refused one" [ ! -e config.mk ]
check "out of the tree" "$configure" --disable-cxx --prefix="$work/here"
check "it wrote what make reads" grep -q "^CXX_RUNTIME := no" config.mk

# Compilers by name only, of versions whose libstdc++ is not pinned, and of one that is.
is_gcc() {
    printf '#!/bin/sh\ncase $1 in -dumpversion) echo %s ;; -dumpfullversion) echo %s ;; *) exec g++ "$@" ;; esac\n' "${1%%.*}" "$1" >another-g++
    chmod +x another-g++
}
mkdir version && echo none >source.tar.gz
with_another() { (cd version && "$configure" CXX="$work/another-g++" "$@"); }
is_gcc 99.1.0
check_fails "a compiler of a version that is not pinned" "is gcc 99.1.0, but build-aux/pins has no source" with_another
check_fails "and what helps" "--with-libstdcxx=FILE .*apt-get download gcc-99-source" with_another
check "which does" with_another --with-libstdcxx=../source.tar.gz
check "so does doing without" with_another --disable-cxx
is_gcc 12.9.0
check_fails "a compiler of a pinned one's next version" "is gcc 12.9.0, but build-aux/pins has only gcc 12.2.0" with_another
for version in 12.2.0 14.2.0; do
    is_gcc $version
    check "gcc $version is pinned" with_another
done

# For another host, by a compiler that is one by name only: what is named is what is used.
mkdir tools && for tool in gcc g++ ar; do
    printf '#!/bin/sh\ncase "$*" in *-dumpmachine*) echo aarch64-linux-gnu ;; *) exec %s "$@" ;; esac\n' $tool >tools/aarch64-linux-gnu-$tool
    chmod +x tools/aarch64-linux-gnu-$tool
done
mkdir cross
has() { grep -q "^$1 := $2\$" cross/config.mk; }
check "for another host" sh -c "cd cross && PATH=$work/tools:\$PATH '$configure' --host=aarch64-linux-gnu"
check "its compiler is the one on the path" has CC aarch64-linux-gnu-gcc
check "and so are its tools" has CROSS aarch64-linux-gnu-
check "its own folder of sysdeps" has ARCH aarch64
check "its own loader" has LOADER aarch64
check "its own prefix" has prefix /usr/local/nacre-aarch64-linux-gnu
check "each host of the table has its folders" sh -c "awk '!/^#/ { print \$2 }' '$SRCDIR/libc/toolchain/hosts' |
    while read -r arch; do ls '$SRCDIR/sysdeps/linux/'\$arch/raw_syscall.hpp '$SRCDIR/tests/sysdeps/linux/'\$arch/machine.hpp || exit 1; done"

# What a relative path means is settled once.
mkdir deep && touch deep/file.tar.gz
(cd deep && "$configure" --disable-cxx --with-musl=../deep/file.tar.gz) >/dev/null
check "a relative path is kept absolute" grep -q -- "--with-musl=$work/deep/../deep/file.tar.gz" deep/config.mk
finish
