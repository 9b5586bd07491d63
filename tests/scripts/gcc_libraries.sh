# SPDX-License-Identifier: MIT
# libatomic, libgomp and libgcov, as programs use them.
. "$SRCDIR/tests/scripts/lib"
[ "$(setting CXX_RUNTIME)" = yes ] || { skip "gcc's libraries" "this build has no source of gcc"; finish; exit; }

cat >atomic.c <<'EOF'
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
struct pair { long a, b; };
struct large { char bytes[40]; };
static _Atomic(struct pair) pair;
static _Atomic(struct large) large;
static void *add(void *unused)
{
	for (int i = 0; i < 20000; i++) {
		struct pair old = atomic_load(&pair), next;
		do next = (struct pair){ old.a + 1, old.b + 2 };
		while (!atomic_compare_exchange_weak(&pair, &old, next));
	}
	return unused;
}
int main(void)
{
	pthread_t threads[4];
	for (int i = 0; i < 4; i++) pthread_create(&threads[i], 0, add, 0);
	for (int i = 0; i < 4; i++) pthread_join(threads[i], 0);
	struct pair end = atomic_load(&pair);
	atomic_store(&large, (struct large){ "text" });
	struct large copy = atomic_load(&large);
	printf("%ld %ld %s\n", end.a, end.b, copy.bytes);
	return 0;
}
EOF
cat >interrupted.c <<'EOF'
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <unistd.h>
#include <sys/time.h>
struct pair { long a, b; };
static _Atomic(struct pair) pair;
static volatile int handled;
static void add(int signal)
{
	struct pair old = atomic_load(&pair), next;
	do next = (struct pair){ old.a + 1, old.b + 2 };
	while (!atomic_compare_exchange_weak(&pair, &old, next));
	if (signal) ++handled;
}
int main(void)
{
	long count = 0;
	alarm(20);
	signal(SIGALRM, SIG_DFL);
	signal(SIGVTALRM, add);
	setitimer(ITIMER_VIRTUAL, &(struct itimerval){ { 0, 1000 }, { 0, 1000 } }, 0);
	for (; handled < 50; count++) add(0);
	setitimer(ITIMER_VIRTUAL, &(struct itimerval){ 0 }, 0);
	struct pair end = atomic_load(&pair);
	puts(end.a == count + handled && end.b == 2 * end.a ? "interrupted" : "lost");
	return 0;
}
EOF
cat >openmp.c <<'EOF'
#include <omp.h>
#include <stdio.h>
int main(void)
{
	long sum = 0, tasks = 0;
	int threads = 0;
	omp_lock_t lock;
	omp_init_lock(&lock);
#pragma omp parallel num_threads(3) reduction(+ : sum)
	{
#pragma omp single
		threads = omp_get_num_threads();
#pragma omp for schedule(dynamic)
		for (int i = 0; i < 1000; i++) sum += i;
#pragma omp task
		{
			omp_set_lock(&lock);
			tasks++;
			omp_unset_lock(&lock);
		}
#pragma omp taskwait
	}
	printf("%d %ld %ld\n", threads, sum, tasks);
	return 0;
}
EOF
cp openmp.c openmp.cpp
cat >cover.c <<'EOF'
#include <stdio.h>
static int larger(int x)
{
	if (x > 2)
		return 1;
	return 0;
}
int main(void)
{
	int sum = 0;
	for (int i = 0; i < 7; i++) sum += larger(i);
	printf("%d\n", sum);
	return 0;
}
EOF
says() { [ "$("$1")" = "$2" ] || { "$1"; return 1; }; }
ours() { # COMMAND...: the linker reads this library from the sysroot, and no other.
    library=$1
    shift
    "$@" -Wl,-t -o traced | tr '( ' '\n\n' | grep "/$library\\." | sort -u >from
    [ "$(cat from)" = "$NACRE/lib/$library.a" ] || { cat from; return 1; }
}

compilers=gcc
if have clang; then compilers="gcc clang"; else skip "clang's -latomic" "there is no clang on this machine"; fi
for c in $compilers; do
    for mode in -static -static-pie ''; do
        how="nacre-$c ${mode:-dynamic}"
        check "$how -latomic links" "$NACRE/bin/nacre-$c" -w -O2 $mode atomic.c -latomic -o atomic
        check "$how -latomic: no update is lost" says ./atomic "80000 160000 text"
    done
    check "nacre-$c -latomic is the sysroot's" ours libatomic "$NACRE/bin/nacre-$c" -w -static atomic.c -latomic
done
# A resolver chooses cmpxchg16b. With a lock, the handler would wait forever for the code that it interrupts.
if [ "$(setting ARCH)" = x86_64 ]; then
    for mode in -static -static-pie ''; do
        "$NACRE/bin/nacre-gcc" -w -O2 $mode interrupted.c -latomic -o interrupted
        check "${mode:-dynamic} 16-byte operations take no lock" says ./interrupted interrupted
    done
fi

for mode in -static -static-pie ''; do
    for language in c cpp; do
        [ $language = c ] && compiler=gcc || compiler=g++
        how="nacre-$compiler ${mode:-dynamic} -fopenmp"
        check "$how links" "$NACRE/bin/nacre-$compiler" -O2 $mode -fopenmp openmp.$language -o openmp
        check "$how: three threads" says ./openmp "3 499500 3"
    done
    rm -f ./*.gcda ./*.gcno cover.c.gcov
    how="nacre-gcc ${mode:-dynamic} --coverage"
    check "$how links" "$NACRE/bin/nacre-gcc" $mode --coverage -c cover.c -o cover.o
    check "$how links" "$NACRE/bin/nacre-gcc" $mode --coverage cover.o -o cover
    check "$how runs" says ./cover 4
    check "$how runs again" says ./cover 4
    check "$how: gcov reads what it wrote" "$(setting CROSS)gcov" cover.c
    check "$how: both runs are counted" grep -qE '^ +8: +5:' cover.c.gcov
    rm -f ./*.gcda
    how="nacre-gcc ${mode:-dynamic} -fprofile-generate"
    check "$how" "$NACRE/bin/nacre-gcc" $mode -O2 -fprofile-generate -c cover.c -o cover.o
    check "$how links" "$NACRE/bin/nacre-gcc" $mode -fprofile-generate cover.o -o cover
    check "$how runs" says ./cover 4
    check "$how: -fprofile-use finds the profile" "$NACRE/bin/nacre-gcc" $mode -O2 -fprofile-use -Werror=missing-profile cover.c -c -o cover.o
done
check "nacre-gcc -fopenmp is the sysroot's" ours libgomp "$NACRE/bin/nacre-gcc" -static -fopenmp openmp.c
check "nacre-gcc --coverage is the sysroot's" ours libgcov "$NACRE/bin/nacre-gcc" -static --coverage cover.c
check "nacre-gcc -fopenmp in a shared library" "$NACRE/bin/nacre-gcc" -shared -fPIC -fopenmp openmp.c -o libopenmp.so
if have clang; then
    check_fails "nacre-clang -fopenmp names what is missing" "libomp, which this sysroot does not have" "$NACRE/bin/nacre-clang" -fopenmp openmp.c
    check_fails "nacre-clang -fopenmp names another way" "nacre-gcc" "$NACRE/bin/nacre-clang" -fopenmp -c openmp.c
    check "nacre-clang -fno-openmp counts when it is last" "$NACRE/bin/nacre-clang" -w -fopenmp -fno-openmp -fsyntax-only openmp.c
    check "nacre-clang -fopenmp=libgomp" "$NACRE/bin/nacre-clang" -w -static -fopenmp=libgomp openmp.c -o openmp
    check "nacre-clang -fopenmp=libgomp: one thread" says ./openmp "1 499500 1"
    check_fails "nacre-clang --coverage names what is missing" "profile library" "$NACRE/bin/nacre-clang" --coverage cover.c -o cover
fi
finish
