# SPDX-License-Identifier: MIT
# The compilers of the sysroot answer for this target, search no library folder of the machine's, and link what build
# systems ask them to link.
. "$SRCDIR/tests/scripts/lib"

target=$(sed -n 's/^TARGET := //p' "$BUILD/config.mk")
machine=$(setting CC)
compilers=gcc
if have clang; then compilers="gcc clang"; else skip "all of clang" "there is no clang on this machine"; fi

prints() { wanted=$1; shift; printed=$("$@" 2>&1); [ "$printed" = "$wanted" ] || { echo "printed: $printed"; return 1; }; }
says() { pattern=$1; shift; "$@" >said 2>&1; grep -qE -- "$pattern" said || { cat said; return 1; }; }
not() { ! "$@"; }
# A folder that the machine's linker searches, with an archive that no other libc has.
host=$(dirname "$($machine -print-file-name=libBrokenLocale.a)")

echo 'int main(void) { return 0; }' >main.c
echo 'int own(void) { return 7; }' >own.c
echo 'int own(void); int main(void) { return own() - 7; }' >uses_own.c
mkdir -p own

for c in $compilers; do
    [ "$c" = gcc ] && cxx=g++ || cxx=clang++
    CC=$NACRE/bin/nacre-$c CXX=$NACRE/bin/nacre-$cxx

    # Questions.
    for cc in "$CC" "$CXX"; do
        n=${cc##*/}
        for option in -dumpmachine --print-multiarch -print-multiarch; do
            check "$n $option names the target" prints "$target" "$cc" $option
        done
        for option in -print-sysroot --print-sysroot; do check "$n $option" prints "$NACRE" "$cc" $option; done
        check "$n -print-libgcc-file-name is in the sysroot" prints "$NACRE/lib/libgcc.a" "$cc" -print-libgcc-file-name
        for file in libc.a crt1.o libgcc.a crtbegin.o; do
            check "$n -print-file-name=$file is in the sysroot" prints "$NACRE/lib/$file" "$cc" -print-file-name=$file
        done
        for file in libBrokenLocale.a libz.a libasan.a libc.so.6 libstdc++.so; do
            check "$n -print-file-name=$file finds nothing of the machine's" prints "$file" "$cc" -print-file-name=$file
        done
        check "$n -print-file-name=libc.a with other options" prints "$NACRE/lib/libc.a" "$cc" -O2 -static -print-file-name=libc.a
        check "$n -print-search-dirs lists the sysroot's library folder alone" \
            prints "libraries: =$NACRE/lib/" sh -c '"$0" -print-search-dirs | grep ^libraries' "$cc"
        check "$n -print-search-dirs lists a -B folder of the user's, and none of the machine's" \
            prints "libraries: =$NACRE/lib/:$work/own/" sh -c '"$0" -print-search-dirs -B "$1" -B"$2" | grep ^libraries' "$cc" "$work/own" "$host"
        check "$n -print-search-dirs still lists the compiler's programs" says '^programs: =.' "$cc" -print-search-dirs
        check "$n -print-prog-name=ar is the sysroot's" prints "$NACRE/bin/nacre-ar" "$cc" -print-prog-name=ar
        check "$n -print-prog-name=ld is a linker that runs" sh -c '"$("$0" -print-prog-name=ld)" --version' "$cc"
        check "$n -print-multi-lib knows one set of libraries" prints '.;' "$cc" -print-multi-lib
        check "$n -print-multi-directory" prints . "$cc" -print-multi-directory
        check "$n -dumpversion is the compiler's" says '^[0-9.]+$' "$cc" -dumpversion
        check "$n -v names the target" says "^Target: (x86_64-unknown-linux-musl|.*-linux-musl)" "$cc" -v
        check "$n --version is the compiler's" says "Free Software Foundation|clang version" "$cc" --version
        check "$n --version says what it is for" says "^nacre-.* nacre $(cat "$SRCDIR/VERSION"), $target" "$cc" --version
        check "$n --version names the sysroot" grep -qxF "Sysroot: $NACRE" said
        check "$n --help is the compiler's, and says what differs" says 'static program' "$cc" --help
        check "$n --help names the manual" grep -qF "man -M $NACRE/share/man" said
    done
    check "nacre-$c -print-file-name=include has the compiler's own headers" \
        sh -c '[ -e "$("$0" -print-file-name=include)/stddef.h" ]' "$CC"

    # The machine's library folders.
    "$CC" -c own.c -o own.o
    "$NACRE/bin/nacre-ar" rcs own/libown.a own.o
    ln -sfn "$host" link
    echo "-L$host" >host.rsp
    printf '%s\n' "-O2 'a file.c' \"@host.rsp\"" >nested.rsp
    cp main.c 'a file.c'
    never() { # NAME WORD...: the machine's libBrokenLocale.a is not found
        spelled=$1
        shift
        check_fails "nacre-$c searches no folder of the machine's: $spelled" \
            'cannot find -lBrokenLocale|unable to find library -lBrokenLocale' "$CC" -static main.c "$@" -lBrokenLocale -o main
    }
    never "-L" "-L$host"
    never "-L and its folder" -L "$host"
    never "-L with a slash" "-L$host/"
    never "-L with dots" "-L$host/../$(basename "$host")/."
    never "-L with a symbolic link" "-L$work/link"
    never "-L with a relative link" -Llink
    never "-L with two slashes" "-L/$host"
    never "--library-directory" --library-directory="$host"
    never "-Wl,-L" "-Wl,-L$host"
    never "-Wl,-L and its folder" "-Wl,-z,now,-L,$host,-O1"
    never "-Wl,-L and -Wl, with its folder" -Wl,-L "-Wl,$host"
    never "-Wl,--library-path=" "-Wl,--library-path=$host"
    never "-Wl,--library-path" "-Wl,--library-path,$host"
    never "-Xlinker -L" -Xlinker "-L$host"
    never "-Xlinker -L -Xlinker" -Xlinker -L -Xlinker "$host"
    never "a response file" @host.rsp
    never "a response file in a response file" @nested.rsp
    never "a response file for the linker" -Wl,@host.rsp
    never "a response file for the linker, by -Xlinker" -Xlinker @host.rsp
    never "-B" "-B$host"
    for folder in /lib /usr/lib "$($machine -print-file-name=)" /usr/local/lib; do never "-L$folder" "-L$folder"; done
    check_fails "nacre-$c searches no folder of the machine's: LIBRARY_PATH" 'find (library )?-lBrokenLocale' \
        env LIBRARY_PATH="$host" "$CC" -static main.c -lBrokenLocale -o main
    check_fails "nacre-$c searches no folder of the machine's when told no folder" 'find (library )?-lBrokenLocale' \
        "$CC" -static main.c -lBrokenLocale -o main
    check_fails "nacre-$c searches not the folder of the machine's gcc" 'find (library )?-lasan' \
        "$CC" -static main.c -lasan -o main
    check "nacre-$c links an archive of the machine's that is named by its path" "$CC" -static main.c "$host/libBrokenLocale.a" -o main
    for static in -static ''; do
        check "nacre-$c $static links the sysroot's libc, whatever -L names" \
            "$CC" $static main.c "-L$host" -L/usr/lib -L/lib -Wl,-L/usr/lib -o main
        check "nacre-$c $static: it runs" ./main
    done
    check "nacre-$c finds the user's library among folders of the machine's" \
        "$CC" -static "-L$host" -Wl,-z,now uses_own.c -Wl,-L/usr/lib -Lown -lown -o uses_own
    check "nacre-$c: it runs" ./uses_own
    check "nacre-$c finds the user's library when a response file names one of the machine's" \
        "$CC" -static uses_own.c @host.rsp -Xlinker -Lown -lown -o uses_own
    check "nacre-$c -v says what is left out" says "left out.*: $host\$" "$CC" -v -c main.c "-L$host"
    check "nacre-$c -I/usr/include leaves the libc's headers first" \
        not says '/usr/include' sh -c 'echo "#include <stdio.h>" | "$0" -I/usr/include -I "$1" -isystem /usr/include -M -xc -' "$CC" "/usr/include/$($machine -print-multiarch)"

    # The order of header folders.
    mkdir -p after system
    echo '#error the folder of -idirafter came before the libc' >after/stdio.h
    echo '#define ONLY_AFTER 1' >after/only_after.h
    echo '#define FROM_SYSTEM 1' >system/stdlib.h
    printf '#include <stdio.h>\n#include <only_after.h>\n#ifndef ONLY_AFTER\n#error\n#endif\n' >order.c
    cp order.c order.cpp
    printf '#include <stdlib.h>\n#ifndef FROM_SYSTEM\n#error\n#endif\n' >system.c
    cp system.c system.cpp
    check "nacre-$c -idirafter comes after the libc" "$CC" -idirafter after -c order.c -o order.o
    check "nacre-$cxx -idirafter comes after the libc" "$CXX" -idirafter after -c order.cpp -o order.o
    check "nacre-$c -isystem comes before the libc" "$CC" -isystem system -c system.c -o system.o
    check "nacre-$cxx -isystem comes before the libraries of C++ and C" "$CXX" -isystem system -c system.cpp -o system.o
    check "nacre-$c -x c++ has C's headers behind those of C++" \
        sh -c 'printf "#include <cstdlib>\n#include <cmath>\nint f(double d) { return std::isnan(d) + std::abs(1); }\n" | "$0" -x c++ -c - -o x.o' "$CC"

    # A shared library with the options for static programs.
    cat >loads.c <<'EOF'
#include <dlfcn.h>
#include <stdio.h>
int main(void)
{
	void *library = dlopen("./libshared.so", RTLD_NOW);
	int (*own)(void) = library ? (int (*)(void))dlsym(library, "copied") : 0;
	if (!own) return printf("%s\n", dlerror()), 1;
	return own() != 7;
}
EOF
    printf '#include <stdlib.h>\nint own(void);\nint copied(void) { int *p = malloc(sizeof *p), n; *p = own(); n = *p; free(p); return n; }\n' >shared.c
    echo '-static -shared' >static-shared.rsp
    "$CC" -fPIC -c own.c -o own.o && rm -f own/libown.a && "$NACRE/bin/nacre-ar" rcs own/libown.a own.o
    check "nacre-$c: a program that loads a library" "$CC" loads.c -o loads
    for options in "-static -shared" "-shared --static" "-static-pie -shared" "@static-shared.rsp" "-shared"; do
        rm -f libshared.so
        check "nacre-$c $options links a shared library" "$CC" $options -fPIC shared.c -Lown -lown -o libshared.so
        check "nacre-$c $options: it takes the program's libc" says 'NEEDED.*\[libc.so\]' readelf -dW libshared.so
        check "nacre-$c $options: it holds no libc" not says 'malloc.*(FUNC|GLOBAL).* [0-9]+ malloc$' readelf -sW libshared.so
        check "nacre-$c $options: a program loads it" ./loads
    done
    check "nacre-$cxx -static -shared links a library of C++" sh -c \
        'printf "#include <string>\nstd::string f(int n) { if (n) throw std::string(); return std::string(n, 1); }\n" >f.cpp && "$0" -static -shared -fPIC f.cpp -o libf.so' "$CXX"

    # Flushing of denormal numbers.
    if [ -e "$NACRE/lib/crtfastmath.o" ]; then
        for option in -Ofast -ffast-math -funsafe-math-optimizations; do
            check "nacre-$c $option links crtfastmath.o" says 'crtfastmath\.o' "$CC" -static $option '-###' main.c
        done
        check "nacre-$c -O2 does not" not says 'crtfastmath\.o' "$CC" -static -O2 '-###' main.c
        [ "$c" = clang ] || check "nacre-$c -Ofast -shared does not" not says 'crtfastmath\.o' "$CC" -shared -fPIC -Ofast '-###' main.c
        if [ "$(uname -m)-${target%%-*}" = x86_64-x86_64 ]; then
            cat >denormals.c <<'EOF'
#include <xmmintrin.h>
int main(void) { return (_mm_getcsr() & 0x8040) != 0x8040; }
EOF
            for option in -static -static-pie ''; do
                check "nacre-$c -Ofast $option flushes denormals" sh -c '"$@" -Ofast denormals.c -o denormals && ./denormals' sh "$CC" $option
            done
            check "nacre-$c -O2 keeps denormals" not sh -c '"$@" -O2 denormals.c -o denormals && ./denormals' sh "$CC"
        fi
    else skip "nacre-$c -Ofast" "this compiler has no crtfastmath.o for $target"; fi
    if [ "$c" = gcc ] && [ -e "$NACRE/lib/crtprec32.o" ]; then
        for n in 32 64 80; do check "nacre-gcc -mpc$n links crtprec$n.o" says "crtprec$n\.o" "$CC" -mpc$n '-###' main.c; done
    fi

    # Sanitizers.
    for sanitizer in address thread leak hwaddress memory undefined,address; do
        check_fails "nacre-$c -fsanitize=$sanitizer is refused" "-fsanitize=.* has no run-time library .*: use -fsanitize=undefined" \
            "$CC" -fsanitize=$sanitizer -c main.c -o main.o
        check "nacre-$c -fsanitize=$sanitizer: by one line" [ "$(wc -l <"$work/.out")" -eq 1 ]
    done
    check "nacre-$c takes back -fsanitize=address" "$CC" -fsanitize=address,bounds -fno-sanitize=address -c main.c -o main.o
    check "nacre-$c -fno-sanitize=all" "$CC" -fsanitize=thread -fno-sanitize=all -c main.c -o main.o
    echo '-fsanitize=thread' >thread.rsp
    check_fails "nacre-$c refuses it in a response file" "no run-time library" "$CC" @thread.rsp main.c

    # Other ways to link.
    check "nacre-$c -nostdlib -r" "$CC" -nostdlib -r own.o -o partial.o
    check "nacre-$c -r links no start file" "$CC" -r own.o -o partial.o
    check "nacre-$c -r: it has its own symbols alone" not says '_start|_init' readelf -sW partial.o
    check "nacre-$c -nodefaultlibs with the libraries named" "$CC" -static -nodefaultlibs main.c -lc -lgcc -o main
    printf 'void _start(void) { for (;;) ; }\n' >start.c
    check "nacre-$c -nostartfiles" "$CC" -static -nostartfiles start.c -o start
    check "nacre-$c -nostdlib" "$CC" -static -nostdlib start.c -o start
    for option in -pie -no-pie -rdynamic -Wl,--as-needed '-x c' -pthread; do
        check "nacre-$c $option" sh -c '"$@" main.c -o main && ./main' sh "$CC" $option
    done
    for ld in bfd gold lld mold; do
        have ld.$ld || have $ld || continue
        for static in -static -static-pie ''; do
            [ $ld$static != gold-static-pie ] || continue # It does not know --no-dynamic-linker.
            for option in '' -Wl,-Bdynamic -rdynamic; do
                check "nacre-$c -fuse-ld=$ld $static $option" \
                    sh -c '"$0" "$@" -o main && ./main' "$CC" -fuse-ld=$ld $static main.c $option
            done
        done
    done
    check "nacre-$c reads standard input and writes standard output" \
        sh -c 'echo "int x;" | "$0" -x c -S -o - - | grep -q x' "$CC"
    check "nacre-$c -### names no library folder of the machine's" \
        not says '"?-L/(usr|lib)' sh -c '"$0" -### -static main.c 2>&1 | tr " " "\n" | grep -v "^\"*-L$1"' "$CC" "$NACRE"

    # Objects for link-time optimization, in archives.
    if [ "$c" = gcc ] || have ld.lld; then
        [ "$c" = gcc ] && lto=-flto || lto="-flto -fuse-ld=lld"
        "$CC" -O2 -flto -c own.c -o lto.o
        rm -f own/liblto.a
        check "nacre-ar takes an object of nacre-$c -flto" "$NACRE/bin/nacre-ar" rcs own/liblto.a lto.o
        check "nacre-nm reads it" says ' T own$' "$NACRE/bin/nacre-nm" own/liblto.a
        check "nacre-ranlib too" "$NACRE/bin/nacre-ranlib" own/liblto.a
        check "its index names what is in it" says '^own in ' "$NACRE/bin/nacre-nm" -s own/liblto.a
        for static in -static -static-pie ''; do
            check "nacre-$c -flto $static links it" sh -c '"$@" -O2 uses_own.c -Lown -llto -o uses_own && ./uses_own' sh "$CC" $lto $static
        done
    fi
done
for tool in ar nm ranlib; do
    check "nacre-gcc-$tool is there too" "$NACRE/bin/nacre-gcc-$tool" --version
done
finish
