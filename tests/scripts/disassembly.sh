# SPDX-License-Identifier: MIT
# No instruction stores a key, or a value that the cipher computes from it, anywhere but in the output
# (hazard key-outlives-draw). Checks the disassembly, for the build's gcc and for clang, and checks
# that injected faults are found.
. "$SRCDIR/tests/scripts/lib"

arch=$(setting ARCH)
cross=$(setting CROSS)
lanes=sysdeps/linux/$arch

# compile COMPILER SOURCES BACKEND OBJECT: one backend's function, of the sources in a folder.
compile() {
    # shellcheck disable=SC2046 # flags are words
    (cd "$BUILD" && "$1" $(sed "s|@SOURCE@|$2|g" tests/libc-flags) -w -c -o "$4" "$2/$lanes/chacha20_$3.cpp")
}
# judge BACKEND OBJECT
judge() {
    registers=16
    [ "$1" != avx512 ] || registers=32
    "$cross"objdump -d --no-show-raw-insn "$2" |
        awk -v registers=$registers -f "$SRCDIR/tests/disassembly.awk" -f "$SRCDIR/tests/sysdeps/linux/$arch/disassembly.awk"
}
clean() { compile "$1" "$SRCDIR" "$2" "$work/$2.o" && judge "$2" "$work/$2.o"; }
# The same with one line made another: what the judge says of it, or that it is clean.
injected() { # COMPILER BACKEND FILE LINE-PATTERN REPLACEMENT
    rm -rf "$work/injected"
    mkdir "$work/injected"
    cp -r "$SRCDIR/libc" "$SRCDIR/support" "$SRCDIR/sysdeps" "$work/injected/"
    sed -i "s|$4|$5|" "$work/injected/$3"
    ! cmp -s "$work/injected/$3" "$SRCDIR/$3" || { echo "nothing was injected"; return 0; }
    compile "$1" "$work/injected" "$2" "$work/injected.o" || { echo "it does not compile"; return 0; }
    judge "$2" "$work/injected.o"
}

# What has one kind of vectors is judged by its own compiler, and shown the faults that any may have.
[ "$arch" = x86_64 ] || {
    for file in "$SRCDIR/$lanes"/chacha20_*.cpp; do
        [ -f "$file" ] || { skip "disassembly" "nothing expands keys on $arch" && break; }
        backend=${file##*/chacha20_} backend=${backend%.cpp}
        compiler=${cross}g++ chacha=support/chacha20.hpp
        check "$backend is kept in registers" clean "$compiler" "$backend"
        check_fails "$backend: a row that is kept on the stack is found" "a store to the stack" injected "$compiler" "$backend" \
            $chacha 'Place now = place;' 'Place now = place; volatile typename Lanes::Row spilled; spilled = a_;'
        check_fails "$backend: a row that is kept in a variable of the libc is found" "a store to a place of its own" injected "$compiler" "$backend" \
            $chacha 'Place now = place;' 'Place now = place; static typename Lanes::Row kept; *const_cast<volatile typename Lanes::Row*>(\&kept) = a_;'
        check_fails "$backend: a call is found" "a call|leaves the function" injected "$compiler" "$backend" \
            $chacha 'Place now = place;' 'Place now = place; reinterpret_cast<void (*)()>(place.out)();'
        check_fails "$backend: a word of the key in a general register that is stored is found" "a store of something else" injected "$compiler" "$backend" \
            $chacha 'Place now = place;' 'Place now = place; *place.out = *stream.key;'
        check_fails "$backend: a return without clearing is found" "returns with vector register" injected "$compiler" "$backend" \
            $chacha 'Lanes::clear();' ''
        (cd "$work" && "$cross"ar x "$NACRE/lib/libc.a" "chacha20_$backend.nacre.o")
        check "$backend as it is in libc.a" judge "$backend" "$work/chacha20_$backend.nacre.o"
    done
    finish
    exit
}
for compiler in g++ clang++; do
    have $compiler || {
        skip "$compiler's code" "not on this machine"
        continue
    }
    for backend in avx512 avx2 sse2; do
        check "$compiler keeps $backend in registers" clean $compiler $backend
        check_fails "$compiler, $backend: a row that is kept on the stack is found" "a store to the stack" \
            injected $compiler $backend support/chacha20.hpp 'Place now = place;' 'Place now = place; volatile typename Lanes::Row spilled; spilled = a_;'
    done
    check_fails "$compiler: a row that is kept in a variable of the libc is found" "a store to a place of its own" \
        injected $compiler avx2 support/chacha20.hpp 'Place now = place;' 'Place now = place; static typename Lanes::Row kept; *const_cast<volatile typename Lanes::Row*>(\&kept) = a_;'
    check_fails "$compiler: a call is found" "a call|leaves the function" \
        injected $compiler avx512 support/chacha20.hpp 'Place now = place;' 'Place now = place; __asm__ volatile("call *%0" : : "r"(place.out));'
    check_fails "$compiler: a push is found" "a push" \
        injected $compiler sse2 support/chacha20.hpp 'Place now = place;' 'Place now = place; __asm__ volatile("push %0" : : "r"(place.length));'
    check_fails "$compiler: a word of the key in a general register that is stored is found" "a store of something else" \
        injected $compiler sse2 support/chacha20.hpp 'Place now = place;' 'Place now = place; *place.out = *stream.key;'
    check_fails "$compiler: a word of the key that is kept before it begins is found" "a store to the stack" \
        injected $compiler avx512 support/chacha20.hpp 'KeyStream stream{key, start, 0};' 'KeyStream stream{key, start, 0}; volatile unsigned char word; word = *key;'
    check_fails "$compiler: a row that is stored to the stack by another register is found" "an address on the stack" \
        injected $compiler avx2 support/chacha20.hpp 'Place now = place;' 'Place now = place; __asm__ volatile("lea -32(%%rsp), %%rax; vmovups %0, (%%rax)" : : "x"(a_) : "rax", "memory");'
    check_fails "$compiler: the lower halves cleared alone are found" "returns with vector register 0" \
        injected $compiler avx2 $lanes/avx2_lanes.hpp '"vzeroall"' '"pxor %%xmm0, %%xmm0"'
    check_fails "$compiler: a return without clearing is found" "returns with vector register 0" \
        injected $compiler avx2 support/chacha20.hpp 'Lanes::clear();' ''
    check_fails "$compiler: a return with the upper registers is found" "returns with vector register 17" \
        injected $compiler avx512 $lanes/avx512_lanes.hpp '"vpxord %%zmm17, %%zmm17, %%zmm17.n.t"' ''
done
# And what is linked, with whatever flags this build has.
for backend in avx512 avx2 sse2; do
    (cd "$work" && ar x "$NACRE/lib/libc.a" "chacha20_$backend.nacre.o")
    check "$backend as it is in libc.a" judge $backend "$work/chacha20_$backend.nacre.o"
done
finish
