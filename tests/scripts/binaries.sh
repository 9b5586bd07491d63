# SPDX-License-Identifier: MIT
# The libc as it is built, and what is linked with it: no way for code to be written and then run, no name
# that is not to be there, nothing of a C++ runtime. And each judge is shown what it must find.
. "$SRCDIR/tests/scripts/lib"
export LC_ALL=C

rules=$SRCDIR/tests/binaries
# The functions that programs may call: each has a manual page.
documented() { "$SRCDIR/libc/man/names" "$SRCDIR"/libc/man/*.3 | awk '$1 !~ /::/ { print $1 }' | sort -u; }
listed() { sed -e '/^#/d' -e 's/ .*//' "$rules/$1" | sort; }
CC=$NACRE/bin/nacre-gcc CXX=$NACRE/bin/nacre-g++

# judge_members ARCHIVE
judge_members() { readelf -SWs "$1" 2>readelf.err | awk -v at_start=backend_choice.nacre.o -f "$rules/sections.awk"; }
# judge_linked FILE [libc]
judge_linked() { readelf -ldW "$1" | awk -v libc="${2:+yes}" -f "$rules/segments.awk"; }

# names ARCHIVE-OR-OBJECT...: "undefined NAME" and "defined NAME", of all that is not one file's own.
names() { readelf -sW "$@" 2>readelf.err | awk '$5 ~ /^(GLOBAL|WEAK|UNIQUE)$/ && NF == 8 { print ($7 == "UND" ? "undefined" : "defined"), $8 }' | sort -u; }
# What these files leave to others, less what is listed.
left_over() {
    names "$@" >names
    sed -n 's/^defined //p' names >defined
    sed -n 's/^undefined //p' names | comm -23 - defined >undefined
    listed undefined | comm -23 undefined - >over
    [ -s names ] && [ ! -s over ] || { echo "nobody gives:"; cat over; return 1; }
}
# What calls or reads a C++ runtime, or thread storage, though somebody may have it.
no_runtime() {
    names "$@" >names
    ! grep -E '^undefined (__cxa_|__gxx_|_Unwind_|__dso_handle|__tls_get_addr|__emutls|_Z)' names | grep -vE ' _ZN?K?5nacre' || return 1
    [ -s names ]
}
# What an archive offers to who links a shared library of it: what is hidden in one file is hidden.
offered() {
    readelf -sW "$@" 2>readelf.err | awk '$5 ~ /^(GLOBAL|WEAK|UNIQUE)$/ && NF == 8 {
        if ($6 !~ /DEFAULT|PROTECTED/) hidden[$8]; else if ($7 != "UND") seen[$8] }
        END { for (name in seen) if (!(name in hidden)) print name }' | sort
}
# The names in libc.so: those of musl, and those that have a manual page, and no others.
exports_only() {
    readelf --dyn-syms -W "$1" | awk '$5 ~ /^(GLOBAL|WEAK|UNIQUE)$/ && $7 != "UND" { sub(/@.*/, "", $8); print $8 }' | sort >exported
    { offered "$BUILD/stock/lib/libc.a" "$BUILD"/musl/obj/obj/ldso/*.lo; documented; } | sort -u >expected
    comm -23 exported expected >exported.beyond
    comm -13 exported expected >exported.short
    [ -s expected ] && [ ! -s exported.beyond ] && [ ! -s exported.short ] && return
    sed 's/^/nobody asked for: /' exported.beyond
    sed 's/^/lost: /' exported.short
    return 1
}
needs_nobody() {
    nm -D --undefined-only "$1" >needed || return 1
    [ ! -s needed ] || { cat needed; return 1; }
}
# What an archive has for its own members alone.
kept() {
    readelf -sW "$@" 2>readelf.err | awk '$5 ~ /^(GLOBAL|WEAK)$/ && $6 == "HIDDEN" && $7 != "UND" && NF == 8 { print $8 }' | sort -u
}
# What nacre's own objects define is public, with a manual page or in the place of musl's, or hidden and reserved, or
# hidden in the place of musl's that is.
names_are_reserved() {
    { documented; offered "$BUILD/stock/lib/libc.a"; kept "$BUILD/stock/lib/libc.a" | sed 's/$/ hidden/'; } | sort -u >public
    readelf -sW "$@" 2>readelf.err | awk '$5 ~ /^(GLOBAL|WEAK|UNIQUE)$/ && $7 != "UND" && NF == 8 {
        print ($6 != "HIDDEN" ? $8 : $8 ~ /^(__nacre_|_ZZ?N?K?5nacre)/ ? "hidden" : $8 " hidden") }' | sort -u >ours
    grep -qx hidden ours || { echo "nothing to judge"; return 1; }
    ! grep -vx hidden ours | comm -23 - public | grep .
}

# The members of libc.a, and of them nacre's own.
libc=$NACRE/lib/libc.a
mkdir own
(cd own && ar t "$libc" | grep '\.nacre\.o$' | xargs ar x "$libc")
check "no member of libc.a has what it should not" judge_members "$libc"
check "libc.a leaves nothing to others but what is listed" left_over "$libc"
check "and needs all that is listed" [ -z "$(listed undefined | comm -23 - undefined)" ]
check "nacre's objects use no C++ runtime" no_runtime own/*.o
check "and define no name that is not to be there" names_are_reserved own/*.o
for file in "$NACRE"/lib/*crt*.o; do
    # crtfastmath.o and crtprec*.o are gcc's. They set the floating-point mode at start.
    case $file in */crtbegin* | */crtend* | */crtfastmath.o | */crtprec*) ;; *) crt="${crt:-} $file" ;; esac
done
# shellcheck disable=SC2086 # files
ar rc crt.a ${crt:-}
check "nor do the start files have" judge_members crt.a

# libc.so, if there is one.
shared=no
if [ -e "$NACRE/lib/libc.so" ]; then
    shared=yes
    check "nothing in libc.so can be written and then run" judge_linked "$NACRE/lib/libc.so" libc
    check "libc.so needs nobody" needs_nobody "$NACRE/lib/libc.so"
    check "libc.so has musl's names and those with a manual page, and no others" exports_only "$NACRE/lib/libc.so"
else
    skip "libc.so" "this build has none"
fi

# What the wrappers link.
cat >program.c <<'END'
#include <stdio.h>
#include <stdlib.h>
int main(void) { return printf("%u\n", (unsigned)arc4random()) < 2; }
END
cat >program.cpp <<'END'
#include <random>
#include <stdexcept>
int main() {
  try { throw std::runtime_error("thrown"); } catch (const std::exception&) { return std::random_device()() == 0; }
}
END
compilers=gcc
if have clang; then compilers="gcc clang"; else skip "what clang links" "there is no clang on this machine"; fi
for c in $compilers; do
    [ $c = gcc ] && cxx=g++ || cxx=clang++
    for mode in -static -static-pie ''; do
        [ -n "$mode" ] || [ $shared = yes ] || continue
        check "nacre-$c ${mode:-dynamic} links" "$NACRE/bin/nacre-$c" $mode -O2 program.c -o program
        check "nacre-$c ${mode:-dynamic}: nothing can be written and then run" judge_linked program
        [ -d "$NACRE/include/c++" ] || continue
        check "nacre-$cxx ${mode:-dynamic} links" "$NACRE/bin/nacre-$cxx" $mode -O2 program.cpp -o program
        check "nacre-$cxx ${mode:-dynamic}: nothing can be written and then run" judge_linked program
    done
done

# Members with a fault, each in an archive beside a sound one.
echo 'int sound(void) { return 0; }' >sound.c
"$CC" -O2 -c sound.c -o sound.o
inject() { # TEXT LANGUAGE FLAGS...: what is wrong with it, in injected.o
    text=$1 language=$2
    shift 2
    rm -f injected.o injected.a
    printf '%s\n' "$text" | case $language in
    c++) "$CXX" "$@" -x c++ -c - -o injected.o ;;
    *) "$CC" "$@" -x "$language" -c - -o injected.o ;;
    esac && ar rc injected.a sound.o injected.o
}
sound() { inject 'int more(void) { return 1; }' c -O2 && judge_members injected.a && no_runtime injected.o && left_over injected.a; }
finds_in_member() { inject "$@" && judge_members injected.a; }
note='.section .note.GNU-stack,"",@progbits'
check "a sound member is sound" sound
check_fails "a member that wants an executable stack is found" "injected.o: wants an executable stack" \
    finds_in_member '.section .note.GNU-stack,"x",@progbits' assembler
check_fails "an assembly that says nothing of the stack is found" "injected.o: no .note.GNU-stack" \
    finds_in_member '.text; nop' assembler
check_fails "a section that is writable and executable is found" "injected.o: .odd is writable and executable" \
    finds_in_member "$note; .section .odd,\"awx\",@progbits; nop" assembler
check_fails "thread storage is found" "injected.o: .tbss is thread storage" finds_in_member '__thread int x;' c
check_fails "a constructor is found" "injected.o: .init_array.* is to be run" \
    finds_in_member '__attribute__((constructor)) static void f(void) { __asm__ volatile(""); }' c
check_fails "a destructor is found" "injected.o: .fini_array.* is to be run" \
    finds_in_member '__attribute__((destructor)) static void f(void) { __asm__ volatile(""); }' c
check_fails "a guarded variable is found" "injected.o: _ZGV.* guards" \
    finds_in_member 'int make(); int get() { static int x = make(); return x; }' c++
two_constructors() {
    inject '__attribute__((constructor)) static void f(void) { __asm__ volatile(""); }
        __attribute__((constructor)) static void g(void) { __asm__ volatile(""); }' c &&
        mv injected.o backend_choice.nacre.o && ar rc two.a backend_choice.nacre.o && judge_members two.a
}
check_fails "a second constructor where there is one is found" "backend_choice.nacre.o: .init_array is to be run" two_constructors
leaves() { inject "$@" && left_over injected.a; }
check_fails "a name that nobody gives is found" nobody_gives_it leaves 'int nobody_gives_it(void); int f(void) { return nobody_gives_it(); }' c
runtime() { inject "$@" && no_runtime injected.o; }
check_fails "an exception is found" __cxa_ runtime 'void f() { throw 1; }' c++
check_fails "a new is found" _Znwm runtime 'int* f() { return new int; }' c++ -O0
check_fails "a guard that waits is found" __cxa_guard runtime 'int make(); int get() { static int x = make(); return x; }' c++
check_fails "a destructor at exit is found" "__cxa_atexit|__dso_handle" runtime 'struct S { ~S(); }; S s;' c++
unreserved() { inject "$@" && names_are_reserved injected.o own/*.o; }
check_fails "a name of the program's is found" '^helper$' unreserved 'int helper(void) { return 0; }' c
check_fails "a C++ name that is not hidden is found" _ZN5nacre6helperEv unreserved 'namespace nacre { int helper() { return 0; } }' c++

# And what is linked, with a fault.
linked() { "$CC" "$@" -o faulty 2>linked.err && judge_linked faulty; }
printf '%s\n' '.text' '.globl f' 'f: .quad main' "$note" >textrel.s
printf '%s\n' '.section .odd,"awx",@progbits' '.globl f' 'f: nop' "$note" >odd.s
# One that says nothing makes it so by some linkers only: binutils can be built either way.
printf '%s\n' '.text' '.globl f' 'f: nop' '.section .note.GNU-stack,"x",@progbits' >stack.s
for mode in -static -static-pie ''; do
    [ -n "$mode" ] || [ $shared = yes ] || continue
    check_fails "${mode:-dynamic}: an executable stack is found" "the stack is executable" linked $mode program.c -Wl,-z,execstack
    check_fails "${mode:-dynamic}: an object that makes it so is found" "the stack is executable" linked $mode program.c stack.s
    check_fails "${mode:-dynamic}: a segment that is writable and executable is found" "a segment is" linked $mode program.c odd.s
    check_fails "${mode:-dynamic}: one without RELRO is found" "read-only after relocation" linked $mode program.c -Wl,-z,norelro
done
if [ $shared = yes ]; then
    check_fails "a relocation in the text is found" "relocations in the text" linked program.c textrel.s -pie -Wl,-z,notext
    libc_with() { # TEXT LANGUAGE FLAGS...: a library with it, in the place of libc.so
        inject "$1" "$2" -fPIC && shift 2 && "$CC" -shared -nostdlib injected.o "$@" -o injected.so
    }
    exports() { libc_with "$@" && exports_only injected.so; }
    check_fails "a C++ name in libc.so is found" "nobody asked for: _ZN5nacre5extraEv" exports 'namespace nacre { int extra() { return 0; } }' c++
    check_fails "a name that libc.so lost is found" "lost: arc4random_buf" exports 'int arc4random(void) { return 0; }' c
    needing() { libc_with "$@" && needs_nobody injected.so; }
    check_fails "a name that libc.so lacks is found" "U other" needing 'int other(void); int f(void) { return other(); }' c
    storage() { libc_with "$@" && judge_linked injected.so libc; }
    check_fails "thread storage in libc.so is found" "thread storage" storage '__thread int x; int f(void) { return x; }' c
    check_fails "a library that libc.so needs is found" "it needs" storage 'int f(void) { return 0; }' c -L"$NACRE/lib" -lc
fi
finish
