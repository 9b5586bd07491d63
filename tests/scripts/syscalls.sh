# SPDX-License-Identifier: MIT
# The calls that are made from sysdeps/linux/syscalls.list: how they are made, and what a program gets of them.
. "$SRCDIR/tests/scripts/lib"
LIST=$SRCDIR/sysdeps/linux/syscalls.list
make_syscall=$SRCDIR/sysdeps/linux/make-syscall
CC=$NACRE/bin/nacre-gcc

cat >mine.h <<'EOF'
#pragma once
#include <stddef.h>
#ifdef __cplusplus
extern "C" {
#endif
long mine_read(int, void *, size_t);
long mine_read_on(int, void *, size_t);
int mine_getppid(void);
int mine_dup(int, int);
int mine_none(int, const char *);
int mine_other(int);
#ifdef __cplusplus
}
#endif
EOF
cat >mine.list <<'EOF'
# A comment, and an empty line.

mine_read    SYS_read      1.0  yes  mine.h  long(int file, void *buffer, size_t length)
mine_read_on SYS_read      1.0  no   mine.h  long(int file, void *buffer, size_t length)
mine_getppid SYS_getppid   1.0  no   mine.h  int(void)
mine_dup     SYS_fcntl     1.0  no   mine.h  int(int file, =0, int from)
mine_none    SYS_no_such   9.9  no   mine.h  int(int file, const char *name)
mine_other   SYS_close     1.0  no   mine.h  int(unsigned int file)
mine_short   SYS_close     1.0  mine.h  int(int file)
mine_twice   SYS_close     1.0  no   mine.h  int(int file)
mine_twice   SYS_close     1.0  no   mine.h  int(int file)
EOF
compile() { # NAME
    "$make_syscall" mine.list "$1" >"$1.cpp" &&
        (cd "$BUILD" && eval "$(setting CXX) $(sed "s|@SOURCE@|$SRCDIR|g" tests/libc-flags)" \
            -I"$work" -c -o "$work/$1.o" "$work/$1.cpp")
}
names=$("$make_syscall" mine.list | tr '\n' ' ')
check "a list's names are read" [ "$names" = "mine_read mine_read_on mine_getppid mine_dup mine_none mine_other mine_short mine_twice mine_twice " ]
for name in mine_read mine_read_on mine_getppid mine_dup mine_none; do check "$name is made" compile $name; done
check_fails "a header that says something else stops the build" "declares mine_other otherwise" compile mine_other
check_fails "so does a line with a column too few" "mine_short is not: name, number" compile mine_short
check_fails "and a name that stands there twice" "mine_twice stands there 2 times" compile mine_twice
check_fails "or not at all" "mine_missing stands there 0 times" compile mine_missing

cat >calls.c <<'EOF'
#include <errno.h>
#include <pthread.h>
#include <unistd.h>
#include "mine.h"
static int ends[2];
static void *cancelled(void *byte) { pthread_cancel(pthread_self()); return mine_read(ends[0], byte, 1), (void *)1; }
static void *goes_on(void *byte) { pthread_cancel(pthread_self()); return (void *)mine_read_on(ends[0], byte, 1); }
int main(void)
{
	pthread_t thread;
	void *answer;
	char byte = 0;
	if (pipe(ends) || write(ends[1], "a", 1) != 1) return 9;
	errno = 77;
	if (mine_read_on(-1, &byte, 1) != -1 || errno != EBADF) return 1;
	if (mine_read(-1, &byte, 1) != -1 || errno != EBADF) return 2;
	errno = 77;
	if (mine_getppid() != getppid() || errno != 77) return 3;
	if (mine_dup(ends[0], 100) != 100) return 7;
	if (mine_none(1, "") != -1 || errno != ENOSYS) return 4;
	if (pthread_create(&thread, 0, cancelled, &byte) || pthread_join(thread, &answer) || answer != PTHREAD_CANCELED || byte) return 5;
	if (pthread_create(&thread, 0, goes_on, &byte) || pthread_join(thread, &answer) || answer != (void *)1 || byte != 'a') return 6;
	return 0;
}
EOF
check "a program calls them" "$CC" -static calls.c mine_read.o mine_read_on.o mine_getppid.o mine_dup.o mine_none.o -o calls
check "errno, ENOSYS without a number, and cancellation where the list says so" ./calls

# Pay for what you use.
cat >one.c <<'EOF'
#include <sys/mman.h>
int main(void) { return mseal(0, 0, 1) != -1; }
EOF
check "a program that makes one of them" "$CC" -D_GNU_SOURCE -static one.c -o one
check "has it" sh -c "nm one | grep -q ' T mseal$'"
check "and no other" sh -c "! nm one | grep -E ' T (pkey_|process_m|nacre_|__nacre_cancellable)'"

# What a program may see, and may call its own.
cat >strict.c <<'EOF'
#include <sys/mman.h>
static double mseal, pkey_alloc, pkey_free, pkey_get, pkey_mprotect, pkey_set, process_madvise, process_mrelease;
int main(void) { return mseal + pkey_alloc + pkey_free + pkey_get + pkey_mprotect + pkey_set + process_madvise + process_mrelease; }
EOF
check "without _GNU_SOURCE their names are the program's" "$CC" -std=c99 -D_POSIX_C_SOURCE=200809L -c strict.c
check_fails "with it they are not" "redeclared" "$CC" -D_GNU_SOURCE -c strict.c
cat >own.c <<'EOF'
#define _GNU_SOURCE
#include <sys/mman.h>
#include <nacre/memory.h>
#include <nacre/secret.h>
struct cachestat { long a; };
static int cachestat(int fd, struct cachestat *stat) { return fd + stat->a; }
int memfd_secret(unsigned flags) { return nacre_memfd_secret(flags) + 1; }
void *map_shadow_stack(void *addr) { return addr; }
int main(void) { struct cachestat stat = {1}; return cachestat(0, &stat) + memfd_secret(4) + !map_shadow_stack(&stat) != 1; }
EOF
check "what no other libc has, a program may have by the kernel's name" "$CC" -static -Wall -Werror own.c -o own
check "and it is called" ./own
cat >header.cpp <<'EOF'
#include <sys/mman.h>
#include <nacre/indirect.h>
#include <nacre/memory.h>
#include <nacre/secret.h>
int main() { return pkey_get(-1) != -1 || nacre_secret_size(nullptr) != 0 || nacre_indirect(nullptr, nullptr, 0) != -1; }
EOF
for standard in 11 20; do
    check "the headers are C++ of 20$standard" "$NACRE/bin/nacre-g++" -std=c++$standard -Wall -Wextra -Werror -pedantic header.cpp -o header
    check "which runs" ./header
done
for header in indirect memory secret; do
    check "<nacre/$header.h> is C of 1999" "$CC" -x c -std=c99 -Wall -Wextra -Werror -pedantic -c "$NACRE/include/nacre/$header.h" -o header.o
done

# Each is described: above its line in the list, or in nacre's header, with the same version.
is_described() {
    awk -v name="$1" '
        /^$/ { described = 0 }
        /^# Returns/ { described = 1 }
        $1 == name { found = described && $5 !~ /^nacre/; exit }
        END { exit !found }' "$LIST" && return 0
    header=$(awk -v name="$1" '$1 == name { print $5 }' "$LIST")
    [ -n "$header" ] || { echo "$1 is in no list" && return 1; }
    awk -v name="$1" -v since="$(awk -v name="$1" '$1 == name { print $3 }' "$LIST")" '
        /^\/\*/ { right = 0 }
        / \* (Since|Old) / { old = 1 }
        old && match($0, "Linux [0-9.]+[0-9]") && substr($0, RSTART + 6, RLENGTH - 6) == since { right = 1 }
        /\*\// { old = 0 }
        /^[a-z].*\(/ && index($0, name "(") { found = right }
        END { exit !found }' "$SRCDIR/libc/include/$header" || { echo "<$header> does not say since which Linux" && return 1; }
}
for name in $("$make_syscall" "$LIST"); do check "$name is described" is_described "$name"; done
check_fails "one that is not would be found" "in no list" is_described mine_read
sed 's/^\(nacre_cachestat SYS_cachestat\) 6.5/\1 6.4/' "$LIST" >other.list
other_version() (LIST=other.list && is_described nacre_cachestat)
check_fails "injected: another version than the header's" "does not say since which Linux" other_version

# A function that is added to the list needs a call in tests/libc/pass_through_test.cpp.
added() { # NAME: runs the tests with this function in the list
    { cat "$LIST" && echo "$1 SYS_close 1.0 no unistd.h int(int file)"; } >added.list
    "$SRCDIR/tests/libc/make-pass-through-names" added.list >names.cpp &&
        "$NACRE/bin/nacre-g++" -std=c++20 -I"$SRCDIR" -c names.cpp -o names.o &&
        "$NACRE/bin/nacre-g++" -static -o tests "$BUILD/tests/nacre/tests/libc/pass_through_test.o" names.o \
            "$BUILD/tests/nacre/tests/support/trace.o" "$BUILD"/tests/nacre/tests/sysdeps/linux/*/vdso_code.o "$BUILD/tests/nacre/gtest.o" "$BUILD/tests/nacre/main.o" || return 1
    ./tests --gtest_color=no --gtest_filter='PassThroughCalls.*'
}
check_fails "injected: a function that has no call in the test" "mine_read is in syscalls.list, and has no call" added mine_read
finish
