# SPDX-License-Identifier: MIT
# Shows that the tests of the manual pages' promises (tests/libc/safety_test.cpp) can fail. They must find a function that
# breaks a promise, a function that they do not call, and a page without a promise.
. "$SRCDIR/tests/scripts/lib"
CC=$NACRE/bin/nacre-gcc CXX=$NACRE/bin/nacre-g++
make_claims=$SRCDIR/tests/libc/make-safety-claims
objects=$BUILD/tests/nacre

# Links the test program with OBJECTs that replace functions of the libc, or the table of promises (safety_claims.o).
link_tests() { # PROGRAM OBJECT...
    program=$1
    shift
    "$CXX" -static -o "$program" "$objects/tests/libc/safety_test.o" "$@" "$objects/gtest.o" "$objects/main.o"
}
run_tests() { "./$1" --gtest_color=no --gtest_filter="$2"; } # PROGRAM FILTER

# Each of these functions breaks one promise of its manual page.
cat >broken.c <<'END'
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <semaphore.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>
static void work(void) { for (volatile int i = 0; i < 200000; i++); }
/* It must not be a cancellation point, but it calls close, which is one. */
int isfdtype(int file, int type) { return close(-1), 1; }
/* It must be a cancellation point, but it never waits. */
int sem_clockwait(sem_t *semaphore, clockid_t clock, const struct timespec *until) { return -1; }
/* A thread that is canceled in work() leaves the descriptor open. */
size_t memalignment(const void *pointer)
{
	long file = syscall(SYS_openat, AT_FDCWD, "/", O_CLOEXEC, 0);
	work();
	syscall(SYS_close, file);
	return 1;
}
/* A call in a handler finds the state of the call that it interrupted. */
int getcpu(unsigned *processor, unsigned *node)
{
	static volatile int is_busy;
	if (is_busy) abort();
	is_busy = 1;
	work();
	is_busy = 0;
	return 0;
}
/* It must not change errno. */
int tgkill(pid_t process, pid_t thread, int signal) { return errno = ENOENT, 0; }
END
broken_promises() {
    "$CC" -w -O1 -c broken.c -o broken.o && link_tests broken broken.o "$objects/safety_claims.o"
}
promises='Of/CancellationPoint.IsWhereThePageSaysSo/isfdtype Of/CancellationPoint.IsWhereThePageSaysSo/sem_clockwait
Of/AsyncCancel.LosesNothing/memalignment Of/SignalHandler.MayCallIt/getcpu Of/ErrnoAfter.IsUnchangedWhereThePageSaysSo/tgkill'
check "functions that break their promises are linked" broken_promises
link_tests intact "$objects/safety_claims.o"
for promise in $promises; do
    check "$promise passes" run_tests intact "$promise"
    check_fails "injected: $promise finds the broken function" "FAILED.* $promise" run_tests broken "$promise"
done

# If a function gets a manual page, the tests check it too, and fail until they contain a call of it.
pages=$(find "$SRCDIR/libc/man" -name '*.3')
other_pages() { # NAME EDIT: edits dup3.3 with sed, and links the tests of these pages as the program NAME
    rm -rf pages && mkdir pages
    # shellcheck disable=SC2086 # files
    cp $pages pages && sed -i "$2" pages/dup3.3 && ! cmp -s pages/dup3.3 "$SRCDIR/libc/man/dup3.3" || return 1
    "$make_claims" pages/*.3 >"$1.cpp" && "$CXX" -std=c++20 -I"$SRCDIR" -c "$1.cpp" -o "$1.o" && link_tests "$1" "$1.o"
}
check "a page with one more function" other_pages more 's/^\.Nm dup3/.Nm dup3 ,\n.Nm dup4/'
check_fails "the tests need a call of the new function" "dup4 has a manual page but no row in kRecipes" run_tests more 'SafetyRecipes.*'
check_fails "each test of the new function fails" "add a call of dup4" run_tests more '*/dup4'
check "a page for dup4 instead of dup3" other_pages other 's/^\.Nm dup3/.Nm dup4/'
check_fails "a call of a function without a page is found" "dup3 has a call in kRecipes, and no manual page" run_tests other 'SafetyRecipes.*'
check "a page that promises less" other_pages less 's/AC-Safe/AC-Unsafe/'
no_test() { ! run_tests "$1" "$2" | grep -q "OK.*$3"; }
check "a promise that a page does not make is not tested" no_test less '*/dup3' AsyncCancel

# A page must make each statement once, and in words that the build understands.
check_fails "injected: no statement about signal handlers" "dup3.3: is dup3 AS-Safe or AS-Unsafe" other_pages bad 's/ AS-Safe,//'
check_fails "injected: no statement about cancellation" "dup3.3: is dup3 a cancellation point" other_pages bad 's/^No cancellation point.//'
check_fails "injected: two values" "dup3 is both AC-Safe and AC-Unsafe" other_pages bad 's/AC-Safe\./AC-Safe, AC-Unsafe./'
check_fails "injected: words that the build does not understand" "dup3.3: begin with" other_pages bad 's/^No cancellation point/Hardly a cancellation point/'
check_fails "injected: a promise about another page's function" "names pipe2, which is not in NAME" other_pages bad 's/^MT-Safe,/.Fn pipe2\nis MT-Safe,/'
finish
