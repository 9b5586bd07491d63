# SPDX-License-Identifier: MIT
# The layers (CONTRIBUTING.md): which folder may include what, and where private names may be used. Each rule is
# also tried on a line that breaks it.
. "$SRCDIR/tests/scripts/lib"

# violations ROOT FOLDER PATTERN EXCEPTIONS: the lines of C and C++ files that break a rule.
violations() {
    (cd "$1" && grep -rnE --include='*.[ch]' --include='*.[ch]pp' -- "$3" "$2" | grep -vE "^($4)")
}
is_obeyed() { [ -d "$SRCDIR/$1" ] && ! violations "$SRCDIR" "$@"; }
finds() {
    mkdir -p "injected/$1" && printf '%s\n' "$4" >"injected/$1/injected.cpp" && violations injected "$1" "$2" "$3"
}

chain='<[a-z0-9_]+\.hpp>|<(bridge|call_numbers|thread_offsets)\.h>'
folder='"(sysdeps/(linux|musl|generic)|\.\.)/'
number='\<(SYS_[a-z]|__NR_|raw_syscall|syscall\()'
architecture='\<__(x86_64|aarch64|arm|i386|riscv|powerpc|s390x|loongarch|mips|sh)__|__(riscv|loongarch)'
musl='\<__(pad|fn|flags|actions|clone|execvpe[a-z_]*|syscall_cp|lock|abort_lock)\>|"(pthread_impl|libc|fdop)\.h"'

# In the folder no line may match the pattern, except in files whose path begins with an exception (- for none).
while read -r rule where pattern exceptions example; do
    check "$where: $rule" is_obeyed "$where" "$pattern" "$exceptions"
    check "$where: $rule: this is found: $example" finds "$where" "$pattern" "$exceptions" "$example"
done <<RULES
includes-only-itself                support  "(libc|sysdeps|tools|bench|tests)/  -  #include "sysdeps/contract/memory.hpp"
includes-nothing-of-the-chain       support  $chain         -                     #include <memory.hpp>
names-no-system-call-number         support  $number        -                     long number = SYS_getrandom;
names-no-architecture               support  $architecture  -                     #ifdef __x86_64__
includes-nothing-above-it           sysdeps  "(libc|tools|bench|tests)/          -  #include "libc/random/draw.hpp"
includes-by-the-chain-only          sysdeps  $folder        -                     #include "sysdeps/linux/x86_64/key_rights.hpp"
uses-musl-internals-in-musl-only    sysdeps  $musl          sysdeps/musl/         long answer = __syscall_cp(0, 0, 0, 0, 0, 0, 0);
includes-nothing-above-it           libc     "(tools|bench|tests)/               -  #include "tests/support/child.hpp"
includes-the-contract-only          libc     $chain         -                     #include <memory.hpp>
includes-the-contract-by-its-path   libc     $folder        -                     #include "sysdeps/linux/memory.hpp"
names-no-system-call-number         libc     $number        libc/(include|arch)/  long number = SYS_getrandom;
names-no-architecture               libc     $architecture  libc/(include|arch)/  #ifdef __aarch64__
uses-no-musl-internals              libc     $musl          libc/include/         attributes.__fn = nullptr;
defines-no-hook-of-musl-by-name     libc     \<__nacre_     libc/crypt/           long __nacre_spawn_process();
includes-neither-bench-nor-tests    tools    "(bench|tests)/                     -  #include "bench/ops/clock.hpp"
includes-the-contract-only          tools    $chain         -                     #include <memory.hpp>
includes-the-contract-by-its-path   tools    $folder        -                     #include "sysdeps/linux/memory.hpp"
uses-no-musl-internals              tools    $musl          -                     __clone(child, stack, flags, nullptr);
RULES

# The contract stops a port that lacks a function or gives it another type.
compiles() { # ROOT HEADER
    # shellcheck disable=SC2046 # flags are words
    (cd "$BUILD" && $(setting CXX) $(sed "s|@SOURCE@|$1|g" tests/libc-flags) -w -fsyntax-only -x c++ "$1/sysdeps/contract/$2")
}
port() { # EDIT: a copy with another memory.hpp
    rm -rf port && mkdir port && cp -r "$SRCDIR/sysdeps" "$SRCDIR/support" port/ && sed -i "$1" port/sysdeps/linux/memory.hpp
}
for header in "$SRCDIR"/sysdeps/contract/*.hpp; do
    check "contract/${header##*/} compiles by itself" compiles "$SRCDIR" "${header##*/}"
done
port 's/map_droppable(/map_other(/'
check_fails "a port without a function" "map_droppable.* was not declared" compiles "$work/port" memory.hpp
port 's/map_droppable(size_t/map_droppable(unsigned/'
check_fails "a port with another type of a function" "static assertion failed" compiles "$work/port" memory.hpp
finish
