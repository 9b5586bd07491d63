# SPDX-License-Identifier: MIT
# The recipes of docs/build-systems.md, taken out of it, on a small project for each build system: with the sysroot
# where it was built, and with a copy in a folder with spaces. Build systems that this machine lacks are Debian's.
. "$SRCDIR/tests/scripts/lib"
projects=$SRCDIR/tests/projects page=$SRCDIR/docs/build-systems.md
unset MAKEFLAGS MFLAGS MAKELEVEL CC CXX CFLAGS CXXFLAGS LDFLAGS AR PKG_CONFIG PKG_CONFIG_PATH PKG_CONFIG_LIBDIR CMAKE_TOOLCHAIN_FILE CMAKE_PREFIX_PATH

# unpacked PACKAGE...: Debian's, in the build folder, with the environment that they need.
unpacked() {
    words=$("$SRCDIR/build-aux/unpack-debs" "$BUILD/tests/packages/$1" "$@" 2>unpacking) || return 1
    for word in $words; do case $word in *=*) export "${word?}" ;; esac; done
}
# there PROGRAM PACKAGE...: it is, or can be had.
there() {
    have "$1" && return
    program=$1
    shift
    unpacked "$@" && have "$program" && return
    skip "$program" "not on this machine, and $(tail -n 1 unpacking)"
    return 1
}

cp -rp "$NACRE" "moved, with spaces"

says_path() { "$1" 6 | grep -qE "^[1-6] by nacre's (vdso|syscall)$"; }
is_static() { ! readelf -lW "$1" | grep -q INTERP; }
has_loader() { readelf -lW "$1" | grep -qF "[Requesting program interpreter: $2/lib/ld-musl-"; }

# A prefix of the user's, with a library and a package file for CMake, for the project to find.
own_prefix() {
    mkdir -p own/lib/cmake/Own
    echo 'int own(void) { return 0; }' >own.c
    "$NACRE/bin/nacre-gcc" -c own.c -o own.o && "$NACRE/bin/nacre-ar" rcs own/lib/libown.a own.o
    mv project/OwnConfig.cmake own/lib/cmake/Own/
    sed -i "s|@OWN@|$work/own|" project/meson.build
}

# project FOLDER RECIPE static|dynamic: a project built and tested by a recipe; with both sysroots where that is the
# build system's first recipe.
project() {
    for NACRE in "$BUILD/sysroot" "$work/moved, with spaces"; do
        [ "$1" = "$2" ] || [ "$NACRE" != "$BUILD/sysroot" ] || continue
        where="sysroot"
        [ "$NACRE" = "$BUILD/sysroot" ] || where="moved sysroot"
        what=$2
        [ "$1" = "$2" ] || what="$1 by $2"
        rm -rf project && mkdir project && cp "$projects"/source/* "$projects/$1"/* project/
        recipe "$page" "$2" >recipe
        check "$what, with the $where: the page has it" [ -s recipe ]
        [ ! -f project/OwnConfig.cmake ] || own_prefix
        [ "$1" != autotools ] || check "$what, with the $where: a configure is made" sh -c 'cd project && autoreconf -i'
        export NACRE
        check "$what, with the $where: it builds, and its tests pass" sh -c "cd project && set -eu && $(cat recipe)"
        roll=$(find project -name roll -type f)
        check "$what, with the $where: it draws by nacre" says_path "./$roll"
        if [ "$3" = static ]; then check "$what, with the $where: it is static" is_static "$roll"
        else check "$what, with the $where: it is for nacre's loader" has_loader "$roll" "$NACRE"; fi
    done
    NACRE=$BUILD/sysroot
}

project make make static

if there cmake cmake; then
    project cmake cmake static
    project cmake cmake-dynamic dynamic
    if have clang; then project cmake cmake-clang static; else skip "cmake-clang" "there is no clang on this machine"; fi
    # CMake 4 knows no older policies than those of 3.5.
    [ "$(cmake --version | sed -n 's/^cmake version \([0-9]*\).*/\1/p')" -lt 4 ] || old_cmake=no
    if [ "${old_cmake:-yes}" = yes ]; then
        project cmake-old cmake static
        ! have clang || ! have ld.lld || LDFLAGS=-fuse-ld=lld project cmake-old cmake-clang static
    else skip "a project for an old CMake" "this CMake knows none"; fi
    toolchain=$NACRE/share/nacre/nacre.cmake
    check_fails "CMake refuses a way to link that there is not" "NACRE_LINK=whole: use one of static;static-pie;dynamic" \
        cmake -S project -B refused -DCMAKE_TOOLCHAIN_FILE="$toolchain" -DNACRE_LINK=whole
    cat >project/CMakeLists.txt <<'END'
cmake_minimum_required(VERSION 3.16)
project(finds LANGUAGES C)
find_library(DICE dice)
find_path(GLIBC execinfo.h)
find_package(PkgConfig REQUIRED)
pkg_check_modules(NACRE REQUIRED nacre)
message(STATUS "dice: ${DICE} nacre: ${NACRE_VERSION} glibc: ${GLIBC}")
END
    if there pkg-config pkg-config; then
        mkdir -p own/lib && "$NACRE/bin/nacre-ar" rcs own/lib/libdice.a
        cmake -S project -B finds -DCMAKE_TOOLCHAIN_FILE="$toolchain" -DCMAKE_PREFIX_PATH="$work/own" >found 2>&1
        check "CMake finds what lies in a prefix of one's own" grep -q "dice: $work/own/lib/libdice.a " found
        check "CMake finds the sysroot's packages" grep -q "nacre: $(cat "$SRCDIR/VERSION") " found
        check "CMake finds no header of the machine's" grep -q "glibc: GLIBC-NOTFOUND" found
    fi
fi

meson_packages=meson
have ninja || meson_packages="$meson_packages ninja-build"
have python3 || meson_packages="$meson_packages python3"
# shellcheck disable=SC2086 # packages are words
if ! have meson && unpacked $meson_packages; then
    # Python finds what is beside it, but for a module that another Python is to run.
    packages=$BUILD/tests/packages/meson/root/usr/lib/python3/dist-packages
    mkdir shims && printf '#!/bin/sh\nPYTHONPATH=%s exec python3 -m mesonbuild.mesonmain "$@"\n' "$packages" >shims/meson
    chmod +x shims/meson
    PATH=$work/shims:$PATH
fi
if ! meson --version >version 2>&1 || ! have ninja; then
    skip meson "not on this machine, and $(tail -n 1 unpacking)"
elif there pkg-config pkg-config; then
    project meson meson static
    project meson meson-dynamic dynamic
    if there cmake cmake; then project meson-libraries meson static; fi
    if [ -e "$NACRE/lib/libgomp.a" ]; then project meson-openmp meson static
    else skip "a project with OpenMP" "this sysroot has no libgomp.a"; fi
    if [ "$(printf '%s\n' 1.3 "$(cat version)" | sort -V | head -n 1)" = 1.3 ]; then project meson meson-1.3 static
    else skip meson-1.3 "this is Meson $(cat version)"; fi
fi

if there pkg-config pkg-config; then
    project pkg-config pkg-config static
    project make by-hand static
    check "nacre-pkg-config knows of no package of the machine's" \
        [ "$("$NACRE/bin/nacre-pkg-config" --list-all | cut -d' ' -f1)" = nacre ]
fi

# They name their folders by absolute paths: those of a copy of them are written anew.
if ! have autoreconf || ! have automake; then
    if unpacked automake; then
        root=$BUILD/tests/packages/automake/root/usr
        cp -r "$root" autotools
        for tool in automake aclocal; do [ -e autotools/bin/$tool ] || mv autotools/bin/$tool-* autotools/bin/$tool; done
        grep -rlIE '/usr/(bin/(auto|aclocal|m4)|share/(auto|aclocal))' autotools | while read -r file; do
            sed -i -E "s,/usr/(bin/(auto|aclocal|m4)|share/(auto|aclocal)),$work/autotools/\\1,g" "$file"
        done
        PATH=$work/autotools/bin:$PATH
        # Where m4 is one of them.
        [ ! -e autotools/bin/m4 ] || export M4="$work/autotools/bin/m4"
    fi
fi
if autoreconf --version >/dev/null 2>&1 && automake --version >/dev/null 2>&1; then
    project autotools autotools static
else skip autotools "not on this machine, and $(tail -n 1 unpacking)"; fi
finish
