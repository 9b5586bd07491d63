# SPDX-License-Identifier: MIT
# The draws of a program go through the vDSO however the program is linked
# (hazard link-mode-misses-vdso).
. "$SRCDIR/tests/scripts/lib"

cat >draw.c <<'EOF'
#include <sys/random.h>
int draw(void)
{
	unsigned char bytes[16];
	for (int i = 0; i < 10000; i++)
		if (getrandom(bytes, sizeof bytes, 0) != sizeof bytes) return 1;
	return 0;
}
EOF
echo 'int draw(void); int main(void) { return draw(); }' >main.c
cat >loader.c <<'EOF'
#include <dlfcn.h>
int main(void)
{
	void *library = dlopen("./libdraw.so", RTLD_NOW);
	int (*draw)(void) = library ? (int (*)(void))dlsym(library, "draw") : 0;
	return draw ? draw() : 2;
}
EOF
CC=$NACRE/bin/nacre-gcc

# Ten thousand draws make one mmap of droppable memory, and few system calls to reseed.
by_vdso() {
    "$BUILD/tests/trace_calls" "$@" >calls
    grep -q '^exit 0$' calls && [ "$(grep -c '^droppable$' calls)" -eq 1 ] && [ "$(grep -c '^getrandom$' calls)" -lt 20 ]
}
not() { ! "$@"; }
if ! vdso_draws; then
    skip "draws of linked programs" "$(kernel_offers)"
else
    check "a static program links" "$CC" -static main.c draw.c -o static
    check "a static program draws through the vDSO" by_vdso "$work/static"
    export NACRE_RANDOM=syscall
    check "injected: a program that draws by system call is detected" not by_vdso "$work/static"
    unset NACRE_RANDOM
    check "a static-pie program links" "$CC" -static-pie main.c draw.c -o static-pie
    check "a static-pie program draws through the vDSO" by_vdso "$work/static-pie"
    check "a dynamic program links" "$CC" main.c draw.c -o dynamic
    check "a dynamic program draws through the vDSO" by_vdso "$work/dynamic"
    check "a library links" "$CC" -shared -fPIC draw.c -o libdraw.so
    check "a loader program links" "$CC" loader.c -o loader
    check "a dlopened library draws through the vDSO" by_vdso "$work/loader"
    check "a shared program links" "$CC" main.c -L. -ldraw -Wl,-rpath,"$work" -o shared
    check "a shared library draws through the vDSO" by_vdso "$work/shared"
fi

# A program that Debian's musl-gcc built, for musl 1.2.3, on nacre's loader.
fetched=yes
for package in musl-1.2.3 musl-dev-1.2.3 musl-tools-1.2.3; do
    deb=$("$SRCDIR/build-aux/fetch" "$package" 2>fetch.err) && dpkg-deb -x "$deb" musl123 || fetched=no
done
if [ $fetched = no ]; then
    skip "a program of Debian's musl-gcc" "its package cannot be had: $(grep -m1 cannot fetch.err)"
else
    lib=$work/musl123/usr/lib/x86_64-linux-musl inc=$work/musl123/usr/include/x86_64-linux-musl
    # Where /lib is /usr/lib, as on every Debian now, the shared library lies beside the static one.
    cp "$work/musl123/lib/x86_64-linux-musl/libc.so" "$lib/"
    cat >old.c <<'EOF'
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>
int draw(void);
static void *thread(void *unused) { (void)unused; return draw() ? (void *)1 : 0; }
int main(void)
{
	pthread_t id;
	void *bad = (void *)1;
	char text[32];
	if (pthread_create(&id, 0, thread, 0) || pthread_join(id, &bad) || bad) return 1;
	snprintf(text, sizeof text, "%.2f %zu", 2.5, sizeof text);
	return strcmp(text, "2.50 32") ? 2 : draw();
}
EOF
    # The wrapper and its specs file, with the unpacked packages in the place of installed ones.
    sed "s|/usr/lib/x86_64-linux-musl|$lib|g; s|/usr/include/x86_64-linux-musl|$inc|g" "$lib/musl-gcc.specs" >specs
    cp specs "$lib/musl-gcc.specs"
    sed "s|/usr/lib/x86_64-linux-musl|$lib|g" musl123/usr/bin/musl-gcc >musl-gcc && chmod +x musl-gcc
    check "Debian's musl-gcc builds" ./musl-gcc old.c draw.c -o old
    check "a dynamic program, for musl's own loader" \
        sh -c "readelf -dlW old | grep -q '/lib/ld-musl-x86_64.so.1' && readelf -dW old | grep -q 'NEEDED.*libc.so'"
    check "it runs unchanged on nacre's loader" "$NACRE/lib/ld-musl-x86_64.so.1" ./old
    if vdso_draws; then
        check "and draws through the vDSO" by_vdso "$NACRE/lib/ld-musl-x86_64.so.1" "$work/old"
    else
        skip "and draws through the vDSO" "this kernel has none"
    fi
fi
finish
