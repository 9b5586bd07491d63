# SPDX-License-Identifier: MIT
# libc.so has all that stock musl's has, as it is there: a program or a library that was linked with the one runs on
# the other. What is added has a manual page. Injected losses and changes show that they would be found.
# tests/scripts/types.sh compares the types behind the symbols.
. "$SRCDIR/tests/scripts/lib"
export LC_ALL=C
if [ ! -e "$NACRE/lib/libc.so" ]; then
    skip "the symbols of libc.so" "this build has none"
    finish
    exit
fi
documented() { "$SRCDIR/libc/man/names" "$SRCDIR"/libc/man/*.3 | awk '$1 !~ /::/ { print $1 }' | sort -u; }
# compare NEW: to the file found.
compare() {
    readelf --dyn-syms -W "$BUILD/stock/lib/libc.so" >old && readelf --dyn-syms -W "$1" >new || return 1
    awk -f "$SRCDIR/tests/binaries/symbols.awk" old new >found
}
as_they_were() { compare "$1" && ! grep -E '^(lost|changed) ' found; }
added_have_pages() { sed -n 's/^added //p' found | sort >added; documented | comm -13 - added | sed 's/^/no page of /' | grep . && return 1 || return 0; }
check "nothing that stock musl's libc.so has is lost or changed" as_they_were "$NACRE/lib/libc.so"
check "what is added has a manual page" added_have_pages
check "there is much of both" [ "$(sed -n 's/^compared //p' found)" -gt 1500 ]
check "$(sed -n 's/^compared //p' found) symbols compared, $(wc -l <added) added" [ -s added ]

# A library with a few of the names, each wrong in one way.
cat >injected.c <<'END'
#include <stddef.h>
int open(const char *name, int flags, ...) { (void)name; (void)flags; return 0; }
char optopt[64];
int puts;
__attribute__((weak)) int printf(const char *format, ...) { (void)format; return 0; }
__attribute__((visibility("protected"))) void abort(void) { for (;;); }
__asm__(".symver old_read, read@@NACRE_1");
ptrdiff_t old_read(int fd, void *p, size_t n) { (void)fd; (void)p; return (ptrdiff_t)n; }
END
echo 'NACRE_1 { };' >injected.map
check "a library with faults links" "$NACRE/bin/nacre-gcc" -shared -fPIC -fno-builtin -w -nostdlib injected.c -o injected.so -Wl,--version-script=injected.map
check "and is compared" compare "$work/injected.so"
found() { grep -qx "$1" found || { grep -E "open|optopt|puts|printf|abort|read" found | head && return 1; }; }
check "injected: a function that is lost" found 'lost strlen'
check "injected: an object of another size" found 'changed optopt size 4 64'
check "injected: a function that became an object" found 'changed puts type FUNC OBJECT'
check "injected: a symbol that became weak" found 'changed printf binding GLOBAL WEAK'
check "injected: another visibility" found 'changed abort visibility DEFAULT PROTECTED'
check "injected: a version" found 'changed read version none @@NACRE_1'
check "injected: what is as it was is not found" sh -c "! grep -q '^changed open ' found"
finish
