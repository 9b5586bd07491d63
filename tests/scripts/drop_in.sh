# SPDX-License-Identifier: MIT
# libc.so in the place of musl's: programs, libraries, plugins that were linked with musl run on nacre's loader as they
# are, and draw through the vDSO. They are linked with stock musl 1.2.6 as the build makes it; tests/scripts/linking.sh has
# the same of a program of Debian's musl-gcc, for musl 1.2.3.
. "$SRCDIR/tests/scripts/lib"
arch=$(setting LOADER)
if [ ! -e "$NACRE/lib/libc.so" ] || [ ! -e "$BUILD/stock/lib/libc.so" ]; then
    skip "what was linked with musl" "this build has no libc.so"
    finish
    exit
fi
stock=$BUILD/stock
# musl_gcc ARGUMENT...: compile and link with stock musl, for its own loader where musl has it.
musl_gcc() { "$stock/bin/nacre-gcc" -O2 -fPIC -L. "$@" -Wl,-dynamic-linker,"/lib/ld-musl-$arch.so.1"; }
loader=$NACRE/lib/ld-musl-$arch.so.1
theirs=$stock/lib/libc.so

cat >draw.c <<'END'
#include <sys/random.h>
#include <unistd.h>
int draw(void)
{
	unsigned char bytes[16];
	for (int i = 0; i < 10000; i++)
		if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
	return getentropy(bytes, sizeof bytes) != 0;
}
END
cat >program.c <<'END'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <link.h>
#include <locale.h>
#include <pthread.h>
#include <regex.h>
#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
int draw(void);
static __thread int mine = 5;
static int bad;
static int said(int ok, const char *what) { if (!ok) { printf("bad: %s\n", what); bad = 1; } return ok; }
static void *thread(void *unused) { (void)unused; mine++; return draw() || mine != 6 ? (void *)1 : 0; }
static int count(struct dl_phdr_info *info, size_t size, void *n) { (void)info; (void)size; ++*(int *)n; return 0; }
static jmp_buf back;
static void handler(int signal) { (void)signal; longjmp(back, 1); }
static int by_number(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }
int main(int argc, char **argv)
{
	/* What stock musl's headers said of these is laid out in this program. */
	pthread_t id;
	void *result = (void *)1;
	said(!pthread_create(&id, 0, thread, 0) && !pthread_join(id, &result) && !result && mine == 5, "threads");
	struct stat st;
	said(!stat(argv[0], &st) && S_ISREG(st.st_mode) && st.st_size > 1000, "struct stat");
	struct tm tm;
	time_t t = 86400;
	said(gmtime_r(&t, &tm) && tm.tm_mday == 2 && tm.tm_year == 70, "struct tm");
	regex_t re;
	said(!regcomp(&re, "^a+b$", REG_EXTENDED) && !regexec(&re, "aab", 0, 0, 0), "regex_t");
	regfree(&re);
	struct sigaction sa = { .sa_handler = handler };
	said(!sigaction(SIGUSR1, &sa, 0), "sigaction");
	if (!setjmp(back)) raise(SIGUSR1), said(0, "longjmp");
	char text[64];
	FILE *f = tmpfile();
	said(f && fprintf(f, "%.3f %s", 1.5, "x") == 7 && !fseek(f, 0, SEEK_SET) && fgets(text, sizeof text, f) && !strcmp(text, "1.500 x"), "stdio");
	int n[] = { 3, 1, 2 };
	qsort(n, 3, sizeof *n, by_number);
	said(n[0] == 1 && n[2] == 3, "qsort");
	int objects = 0;
	dl_iterate_phdr(count, &objects);
	said(objects >= 2, "dl_iterate_phdr");
	void *plugin = dlopen("./plugin.so", RTLD_NOW);
	int (*twice)(int) = plugin ? (int (*)(int))dlsym(plugin, "twice") : 0;
	if (!twice) printf("%s\n", dlerror());
	said(twice && twice(21) == 42, "a plugin");
	int status = 1;
	pid_t child = fork();
	if (!child) _exit(draw());
	said(waitpid(child, &status, 0) == child && status == 0, "draws in a fork child");
	said(!draw(), "draws");
	if (argc > 1) printf("%s pid %d\n", argv[1], getpid() > 0);
	return bad;
}
END
cat >plugin.c <<'END'
#include <stdlib.h>
#include <sys/random.h>
static __thread int calls;
static int ready;
__attribute__((constructor)) static void start(void) { unsigned char byte; ready = getrandom(&byte, 1, 0) == 1; }
int twice(int x) { calls++; char *p = malloc(10); free(p); return ready && calls == 1 && p ? 2 * x : -1; }
END
echo '#include <unistd.h>
pid_t getpid(void) { return -1; }' >preload.c

check "a library is linked with stock musl" musl_gcc -shared draw.c -o libdraw.so
check "and a plugin" musl_gcc -shared plugin.c -o plugin.so
check "and one to be preloaded" musl_gcc -shared preload.c -o preload.so
check "and a program" musl_gcc program.c -ldraw -o program
check "which is for musl's loader, and knows nothing of nacre's" \
    sh -c "readelf -lW program | grep -q '/lib/ld-musl-$arch.so.1' && ! readelf -d program | grep -qi runpath"
on() { LD_LIBRARY_PATH=. "$@"; }
says() { text=$1 && shift && [ "$("$@")" = "$text" ] || { "$@"; return 1; }; }
check "it runs on stock musl's loader" says "hello pid 1" on "$theirs" ./program hello
check "and on nacre's: threads, structures, a plugin, a child that draws" says "hello pid 1" on "$loader" ./program hello
preloaded() { LD_PRELOAD=./preload.so LD_LIBRARY_PATH=. "$1" ./program hello; }
check "LD_PRELOAD" says "hello pid 0" preloaded "$loader"
check "as with stock musl's loader" says "hello pid 0" preloaded "$theirs"
check "--preload and --library-path" says "hello pid 0" "$loader" --library-path . --preload ./preload.so ./program hello

# By the name of ldd, the loader lists what would be loaded.
ln -s "$NACRE/lib/libc.so" ldd
mkdir theirs && ln -s "$theirs" theirs/ldd
names() { LD_LIBRARY_PATH=. "$1" ./program | sed -e 's/ *(0x.*//' -e 's/^[[:space:]]*//' -e "s|=>.*/lib/|=> |" | sort; }
check "ldd" sh -c "LD_LIBRARY_PATH=. ./ldd ./program | grep -q 'libdraw.so => ./libdraw.so'"
same_ldd() { names ./ldd >ours.ldd && names theirs/ldd >theirs.ldd && [ -s ours.ldd ] && diff theirs.ldd ours.ldd; }
check "ldd says what stock musl's does" same_ldd
check_fails "a library that is lost is named" "Error loading shared library libdraw.so" "$loader" ./program
echo 'int nowhere(void); int twice(int x) { return nowhere() + x; }' >broken.c
"$NACRE/bin/nacre-gcc" -shared -fPIC -nostdlib broken.c -o broken.so
cp plugin.so kept.so && mv broken.so plugin.so
check_fails "a plugin with a name that nobody has is refused" "nowhere: symbol not found" on "$loader" ./program
mv kept.so plugin.so

# C++ on the C library alone: its library is linked in.
if [ -d "$NACRE/include/c++" ]; then
    cat >cxx.cpp <<'END'
#include <cstdio>
#include <mutex>
#include <random>
#include <stdexcept>
#include <string>
#include <thread>
thread_local std::string name = "main";
int main() {
  int caught = 0;
  std::mutex lock;
  auto work = [&] { name = "other"; try { throw std::runtime_error(name); } catch (const std::exception& e) { std::lock_guard hold(lock); caught += e.what() == name; } };
  std::thread a(work), b(work);
  a.join();
  b.join();
  std::random_device device;
  return std::printf("%s %d %d\n", name.c_str(), caught, device() != device()) < 0;
}
END
    check "a C++ program compiles" "$NACRE/bin/nacre-g++" -std=c++20 -O2 -fPIC -c cxx.cpp -o cxx.o
    # The library was built over nacre and asks for arc4random, which musl has not: a program of musl's brings none.
    check "and links" "$NACRE/bin/nacre-g++" cxx.o -o cxx -Wl,-dynamic-linker,"/lib/ld-musl-$arch.so.1"
    check "C++ on the loader: threads, exceptions, thread storage" says "main 2 1" "$loader" ./cxx
fi

# How the draws went: one map of droppable memory and a reseed or two, for twenty thousand draws and a child's.
calls() { LD_LIBRARY_PATH=. "$BUILD/tests/trace_calls" "$@" >calls && grep -q '^exit 0$' calls; }
by_vdso() { calls "$@" && grep -q '^droppable$' calls && [ "$(grep -c '^getrandom$' calls)" -lt 20 ]; }
by_system_calls() { calls "$@" && [ "$(grep -c '^getrandom$' calls)" -gt 10000 ]; }
if vdso_draws; then
    check "its draws go through the vDSO" by_vdso "$loader" ./program
    check "on stock musl's loader they are system calls" by_system_calls "$theirs" ./program
else
    skip "draws through the vDSO" "$(kernel_offers)"
fi
finish
