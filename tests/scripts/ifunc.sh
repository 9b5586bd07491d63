# SPDX-License-Identifier: MIT
# Functions that a resolver chooses (STT_GNU_IFUNC), as target_clones makes them, by each compiler and linker that is here.
. "$SRCDIR/tests/scripts/lib"
sources=$SRCDIR/tests/projects/ifunc

# built OUT SOURCE [FLAG...]
built() {
    out=$1 source=$2
    shift 2
    case $source in *.cpp) compiler=$cxx ;; *) compiler=$cc ;; esac
    "$NACRE/bin/$compiler" -O1 -w -fuse-ld="$linker" "$@" "$sources/$source" -o "$out"
}
# alone [FLAG...]: programs without a shared library.
alone() {
    for source in alone.cpp hwcap.c own_memory.c; do
        { built program "$source" "$@" && ./program; } || { echo "$source fails"; return 1; }
    done
    # The compilers make clones for x86 only (gcc 12, clang 14).
    case $(setting ARCH) in
    x86_64 | i386) built program clones.c "$@" && [ "$(./program)" = "sum 10" ] ;;
    esac
}
# with_library BINDING PROGRAM-FLAG...: a program that is linked with a library, and one that opens it.
with_library() {
    binding=$1
    shift
    built libother.so other.c -shared -fPIC -Wl,-z,"$binding" &&
        built libchosen.so chosen.c -shared -fPIC -Wl,-z,"$binding" -L. -lother -Wl,-rpath,"$work" &&
        built asks.so asks.c -shared -fPIC -Wl,-z,"$binding" &&
        built uses uses.c "$@" -L. -lchosen -lother -Wl,-rpath,"$work" && built opens opens.c "$@" &&
        built asked asked.c "$@" && ./uses && ./opens ./libchosen.so lazy && ./opens ./libchosen.so now && ./asked ./asks.so
}

for cc in nacre-gcc nacre-clang; do
    if ! have "${cc#nacre-}"; then
        skip "$cc" "there is no ${cc#nacre-} on this machine"
        continue
    fi
    case $cc in nacre-gcc) cxx=nacre-g++ ;; *) cxx=nacre-clang++ ;; esac
    for linker in bfd gold lld; do
        if ! have "ld.$linker"; then
            skip "$cc, $linker" "there is no ld.$linker on this machine"
            continue
        fi
        by="by $cc and $linker"
        check "a static program's functions are chosen, $by" alone -static
        check "without position-independent code, $by" alone -static -no-pie -fno-pie
        # gold does not know --no-dynamic-linker.
        if [ $linker = gold ]; then skip "a static-pie program, $by" "gold makes no static-pie programs"; else
            check "a static-pie program's, $by" alone -static-pie
        fi
        if [ ! -e "$NACRE/lib/libc.so" ]; then
            skip "dynamic programs, $by" "this sysroot was made with --disable-shared"
            continue
        fi
        check "a dynamic program's, $by" alone
        check "without position-independent code, $by" alone -no-pie -fno-pie
        check "a shared library's, bound lazily, $by" with_library lazy
        check "bound at once, $by" with_library now -Wl,-z,now
        check "for a program that copies its data, $by" with_library lazy -no-pie -fno-pie
    done
done

finish
