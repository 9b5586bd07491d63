# SPDX-License-Identifier: MIT
. "$SRCDIR/tests/scripts/lib"
configure=$SRCDIR/configure

check "--help" sh -c "'$configure' --help | grep -q -- --with-kernel-headers"
check_fails "an unknown option" "unknown argument '--with-mussel'" "$configure" --with-mussel
check_fails "a compiler that is not there" "'no-such-cc' is not on this machine" "$configure" CC=no-such-cc
check_fails "a compiler that does not compile" "does not compile C\\+\\+20" "$configure" CXX=false
check_fails "a relative prefix" "absolute path" "$configure" --prefix=here
check_fails "a tarball that is not there" "with-musl=.*cannot be read" "$configure" --with-musl=none.tar.gz
check_fails "kernel headers that are none" "has no linux/version.h" "$configure" --with-kernel-headers="$work"
check "nothing is written by a refused one" [ ! -e config.mk ]
check "out of the tree" "$configure" --disable-cxx --prefix="$work/here"
check "it wrote what make reads" grep -q "^CXX_RUNTIME := no" config.mk

# What a relative path means is settled once.
mkdir deep && touch deep/file.tar.gz
(cd deep && "$configure" --disable-cxx --with-musl=../deep/file.tar.gz) >/dev/null
check "a relative path is kept absolute" grep -q -- "--with-musl=$work/deep/../deep/file.tar.gz" deep/config.mk

# Seams: a musl that has moved under them stops the build.
mkdir -p musl/src/process
printf 'one\nanchor\ntwo\n' >musl/src/process/_Fork.c
seam() { printf 'file: src/process/_Fork.c\nafter: %s\nwhy: a test\ninserted\n' "$1" >a.seam; }
apply=$SRCDIR/build-aux/apply-seams
seam anchor
check "a seam is inserted after its anchor" sh -c \
    "'$apply' musl gen a.seam; [ \"\$(tr '\n' ' ' <gen/src/process/_Fork.c)\" = 'one anchor inserted two ' ]"
seam elsewhere
check_fails "an anchor that is gone" "stands 0 times" "$apply" musl gen a.seam
printf 'anchor\nanchor\n' >musl/src/process/_Fork.c
seam anchor
check_fails "an anchor that is there twice" "stands 2 times" "$apply" musl gen a.seam
finish
