# SPDX-License-Identifier: MIT
# The compilers of the sysroot, as a user calls them.
. "$SRCDIR/tests/scripts/lib"

everything=$SRCDIR/tests/programs/everything.cpp
compilers=gcc
if have clang; then compilers="gcc clang"; else skip "all of clang" "there is no clang on this machine"; fi

cat >hello.c <<'EOF'
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <linux/random.h>
int main(void)
{
	struct vgetrandom_opaque_params params = { .mmap_flags = MAP_DROPPABLE };
	printf("hello %d\n", (int)(params.mmap_flags + arc4random_uniform(1)));
	return 0;
}
EOF
echo 'int answer(void) { return 42; }' >answer.c
cat >loads.c <<'EOF'
#include <dlfcn.h>
#include <stdio.h>
int main(void)
{
	void *library = dlopen("./libanswer.so", RTLD_NOW);
	int (*answer)(void) = library ? (int (*)(void))dlsym(library, "answer") : 0;
	if (!answer) return printf("%s\n", dlerror()), 1;
	return answer() != 42;
}
EOF
cat >backtrace.c <<'EOF'
#include <unwind.h>
static _Unwind_Reason_Code count(struct _Unwind_Context *context, void *n) { (void)context; ++*(int *)n; return 0; }
__attribute__((noinline)) static int depth(int n) { int frames = 0; if (n) frames = depth(n - 1); else _Unwind_Backtrace(count, &frames); __asm__ volatile(""); return frames; }
int main(void) { return depth(5) < 6; }
EOF

cat >throws.cpp <<'EOF'
#include <stdexcept>
#include <string>
void throws(const std::string &what) { throw std::runtime_error(what + "!"); }
EOF
cat >catches.cpp <<'EOF'
#include <stdexcept>
#include <string>
void throws(const std::string &what);
int main() {
  try { throws("thrown"); } catch (const std::runtime_error &e) { return std::string(e.what()) != "thrown!"; }
  return 2;
}
EOF
cat >atomic.cpp <<'EOF'
#include <stdatomic.h>
_Atomic(int) counter;
int main() { return counter; }
EOF

is_static() { readelf -lW "$1" | grep -q INTERP && return 1; return 0; }
# Runs with an empty environment.
says() { [ "$(env -i "$1" 2>&1)" = "$2" ] || { env -i "$1"; return 1; }; }

for c in $compilers; do
    [ "$c" = gcc ] && cxx=g++ || cxx=clang++
    CC=$NACRE/bin/nacre-$c CXX=$NACRE/bin/nacre-$cxx
    for mode in -static -static-pie ''; do
        name="nacre-$c ${mode:-dynamic}"
        check "$name links" "$CC" $mode -O2 hello.c -o hello
        check "$name runs with an empty environment" says ./hello "hello 8"
        [ -z "$mode" ] || check "$name leaves no interpreter" is_static ./hello
        check "nacre-$cxx ${mode:-dynamic} builds a program with everything in it" \
            "$CXX" -std=c++20 $mode -O2 "$everything" -o everything
        check "nacre-$cxx ${mode:-dynamic}: it runs" says ./everything ok
        check "nacre-$c ${mode:-dynamic} unwinds C" "$CC" $mode -funwind-tables backtrace.c -o backtrace
        check "nacre-$c ${mode:-dynamic}: it does" env -i ./backtrace
    done
    "$CC" -static hello.c -o hello
    ! have file || check "nacre-$c -static: file says so" sh -c 'file hello | grep -q "statically linked"'
    check "nacre-$c -c" "$CC" -c hello.c -o hello.o
    check "nacre-$c -S" "$CC" -S hello.c -o hello.s
    check "nacre-$c -E" "$CC" -E hello.c -o hello.i
    check "nacre-$c -M" sh -c "'$CC' -M hello.c | grep -q '$NACRE/include/stdlib.h'"
    check "nacre-$c -M names no header of the machine's libc" \
        sh -c "! '$CC' -M hello.c | tr ' ' '\n' | grep -E '^/usr/include'"
    check "nacre-$c links what -c made, without a warning" "$CC" -Werror hello.o -o hello
    check_fails "nacre-$c -nostdinc finds no header" "stdio.h" "$CC" -nostdinc -E hello.c
    check_fails "nacre-$cxx -nostdinc++ finds none of C++" "atomic" "$CXX" -nostdinc++ -E "$everything"
    echo "-static-pie hello.c -o hello" >words
    check "nacre-$c takes words from a file" "$CC" @words
    check "nacre-$c: as if they stood there" is_static ./hello
    check "nacre-$cxx -shared" "$CXX" -shared -fPIC throws.cpp -o libthrows.so
    check "nacre-$cxx: a program that catches what the library throws" "$CXX" catches.cpp -L. -lthrows -Wl,-rpath,"$work" -o catches
    check "nacre-$cxx: it does" ./catches
    check "nacre-$cxx -std=c++2b: <stdatomic.h> is C++'s" "$CXX" -std=c++2b -fsyntax-only atomic.cpp
    check "nacre-$c -shared" "$CC" -shared -fPIC answer.c -o libanswer.so
    check "nacre-$c: a dynamic program" "$CC" loads.c -o loads
    check "nacre-$c: it loads the library" ./loads
    check "nacre-$c -print-sysroot" [ "$("$CC" -print-sysroot)" = "$NACRE" ]
    check_fails "nacre-$c never links a library of the machine's" "cannot find -lz|unable to find" "$CC" hello.c -lz -o z
    mkdir -p trap
    echo '#error a header of another libc' >trap/stdio.h
    echo garbage >trap/libc.a
    check "nacre-$c ignores CPATH and LIBRARY_PATH" env CPATH="$work/trap" C_INCLUDE_PATH="$work/trap" \
        LIBRARY_PATH="$work/trap" "$CC" -static hello.c -o hello
done

# The tree can be moved, and be called through links.
cp -r "$NACRE" moved
for c in $compilers; do
    check "a moved nacre-$c builds a dynamic program" moved/bin/nacre-$c hello.c -o hello
    check "nacre-$c: its interpreter moved too" sh -c "readelf -lW hello | grep -q '$work/moved/lib/ld-musl'"
    check "nacre-$c: it runs" says ./hello "hello 8"
done
cp -r moved 'with a space'
for c in $compilers; do
    check "nacre-$c works in a folder with a space" 'with a space'/bin/nacre-$c hello.c -o hello
    check "nacre-$c: it runs from there" says ./hello "hello 8"
done
check "CDPATH does not mislead" [ "$(CDPATH=/usr:/ moved/bin/nacre-gcc -print-sysroot)" = "$work/moved" ]
ln -s "$work/moved/bin/nacre-gcc" linked-nacre-gcc
check "a link to it finds the sysroot" [ "$(./linked-nacre-gcc -print-sysroot)" = "$work/moved" ]
check "nothing in the tree names the build folder" sh -c "! grep -rlI '$BUILD' moved"

rm moved/lib/ld-musl-*
check_fails "without a libc.so, a dynamic link says so" "static programs only" moved/bin/nacre-gcc hello.c
check "and a static one works" moved/bin/nacre-gcc -static hello.c -o hello
check "and compiling does" moved/bin/nacre-gcc -c hello.c -o hello.o
rm moved/lib/libc.a
check_fails "a broken sysroot is named" "broken: lib/libc.a is missing" moved/bin/nacre-gcc hello.c
check_fails "and the way out" "make install" moved/bin/nacre-g++ hello.c
mkdir nothing
for tool in dirname readlink; do ln -s "$(command -v $tool)" nothing/; done
check_fails "a missing clang is named" "'clang' is not installed" env PATH="$work/nothing" "$NACRE/bin/nacre-clang" hello.c
finish
