# SPDX-License-Identifier: MIT
# What docs/dynamic.md says of shared libraries, plugins, LD_PRELOAD and the loader: its recipes, taken out of it.
. "$SRCDIR/tests/scripts/lib"
if [ ! -e "$NACRE/lib/libc.so" ]; then
    skip "dynamic programs" "this sysroot was made with --disable-shared"
    finish
    exit
fi
unset LD_LIBRARY_PATH LD_PRELOAD NACRE_RANDOM
PATH=$NACRE/bin:$PATH
loader=$(ls "$NACRE"/lib/ld-musl-*)
if vdso_draws; then path=vdso; else path=syscall; fi
cp "$SRCDIR"/tests/projects/source/* "$SRCDIR"/tests/projects/dynamic/* .

# follows RECIPE: it runs; what it says is in `said`.
follows() {
    recipe "$SRCDIR/docs/dynamic.md" "$1" | sed "s/ld-musl-x86_64/$(basename "$loader" .so.1)/" >lines
    [ -s lines ] && sh -eu lines >said 2>&1 || { cat lines said; return 1; }
}
says() { pattern=$1; shift; "$@" >said 2>&1; grep -qE -- "$pattern" said || { cat said; return 1; }; }

check "a program with a shared library" follows shared
check "it draws by nacre" grep -qE "^[1-6] by nacre's $path\$" said
check "nacre-ldd says where its library is" grep -qE "libdice.so => (\./|$work/)libdice.so" said
check "nacre-ldd says which loader it has" grep -q "$loader (0x" said
mkdir beside && cp roll libdice.so beside/
rm libdice.so
check "its library is found beside it, wherever both are" says "^[1-6] by nacre's" beside/roll 6
check "and not where it was" says "Error loading shared library libdice.so" ./roll 6
check_fails "nacre-ldd says what is missing" "libdice.so: No such file" nacre-ldd roll
check "LD_LIBRARY_PATH finds it" says "^[1-6] by nacre's" env LD_LIBRARY_PATH="$work/beside" ./roll 6
nacre-gcc -static -O2 -c dice.c && nacre-g++ -static -O2 roll.cpp dice.o -o static
check_fails "nacre-ldd has nothing to say of a static program" "[Nn]ot a valid dynamic program" nacre-ldd static
check_fails "nor of two at once" "one program" nacre-ldd roll static

check "a shared library links with -static" follows static-shared
check "and a program draws by it" grep -qE "^[1-6] by nacre's $path\$" said

check "a plugin draws, throws, and is told of threads' ends" follows plugin
check "all by nacre" grep -q "^all good, by nacre's $path\$" said
cp plugin.so other.so && nacre-gcc host.c -o host-in-c
check "one plugin catches what another throws, in a program without C++" ./host-in-c ./plugin.so ./other.so
if have clang; then
    check "a program of clang's links" nacre-clang++ -O2 host.cpp -o host-of-clang
    check "and catches what gcc's plugin throws" ./host-of-clang ./plugin.so
else skip "a program of clang's" "there is no clang on this machine"; fi
check_fails "a plugin that is not there is named" "host: Error loading shared library ./none.so" ./host ./none.so
nacre-g++ -static -O2 host.cpp -o static-host
check_fails "a static program loads none, and says so" "host: Dynamic loading not supported" ./static-host ./plugin.so

check "a library is loaded before" follows preload
check "and its function stands in the place of the libc's" grep -q "^4 by nacre's" said

check "a program for another place of the loader" follows elsewhere
check "names that" sh -c "readelf -lW roll | grep -q 'interpreter: /lib/ld-musl-'"
check "and is started by a loader that is named" says "^[1-6] by nacre's $path\$" "$loader" ./roll 6
cp -rp "$NACRE" moved
moved/bin/nacre-g++ -O2 roll.cpp -L. -ldice -Wl,-rpath,"$work" -o roll
mv moved "moved again"
check_fails "a program whose loader was moved away does not start" "not found|No such file" sh -c ./roll
check "but by that loader it does" says "^[1-6] by nacre's $path\$" "moved again/lib/$(basename "$loader")" ./roll 6
check "and nacre-ldd moves with its sysroot" says "libdice.so => $work/libdice.so" "moved again/bin/nacre-ldd" ./roll
finish
