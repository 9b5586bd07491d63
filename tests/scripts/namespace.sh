# SPDX-License-Identifier: MIT
# In strict modes the headers of ISO C and POSIX show what musl's show, and of nacre's only names that those
# standards reserve: a program may use any other for itself. All of them compile so. In POSIX.1-2024 and C23
# there is what those add.
. "$SRCDIR/tests/scripts/lib"
CC=$NACRE/bin/nacre-gcc
RESERVED=$SRCDIR/tests/headers/reserved
COMPILER=$("$CC" -print-file-name=include)

ISO_C='assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h setjmp.h signal.h stdalign.h
stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h'
POSIX='aio.h arpa/inet.h assert.h complex.h cpio.h ctype.h dirent.h dlfcn.h errno.h fcntl.h fenv.h float.h fmtmsg.h fnmatch.h
ftw.h glob.h grp.h iconv.h inttypes.h iso646.h langinfo.h libgen.h limits.h locale.h math.h monetary.h mqueue.h net/if.h netdb.h
netinet/in.h netinet/tcp.h nl_types.h poll.h pthread.h pwd.h regex.h sched.h search.h semaphore.h setjmp.h signal.h spawn.h
stdalign.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h string.h strings.h sys/ipc.h sys/mman.h sys/msg.h
sys/resource.h sys/select.h sys/sem.h sys/shm.h sys/socket.h sys/stat.h sys/statvfs.h sys/time.h sys/times.h sys/types.h sys/uio.h
sys/un.h sys/utsname.h sys/wait.h syslog.h tar.h termios.h tgmath.h threads.h time.h uchar.h ulimit.h unistd.h utime.h utmpx.h
wchar.h wctype.h wordexp.h'

# names OUT FLAG...: "HEADER NAME" of macros, functions, types and tags, of every header by itself.
names() {
    out=$1
    shift
    for header in $HEADERS; do
        echo "#include <$header>" >one.c
        rm -f one.functions
        "$CC" "$@" -E -dM one.c >one.macros && "$CC" "$@" -w -fsyntax-only -aux-info one.functions one.c || return 1
        {
            awk '{ sub(/\(.*/, "", $2); print $2 }' one.macros
            sed 's/ (\*/ /' one.functions | grep -oE '[A-Za-z_0-9]+ \(' | sed 's/ (//'
            # Types and tags.
            "$CC" "$@" -E -P one.c | tr '\n' ' ' >one.text
            grep -oE '(struct|union|enum) +[A-Za-z_][A-Za-z_0-9]*' one.text | sed 's/.* //'
            grep -oE '(typedef [^;{}()]*|\} *[A-Za-z_][A-Za-z_0-9]*) *;' one.text | sed -E 's/(\[[^]]*\])* *;$//; s/.*[^A-Za-z_0-9]//'
        } | sort -u | sed "s|^|$header |"
    done >"$out"
}
# beyond OURS MUSLS: of those that only OURS has, what is not reserved.
beyond() {
    sort "$1" >ours.sorted
    sort "$2" | comm -23 ours.sorted - | awk -v reserved="$RESERVED" '
        BEGIN { while ((getline line <reserved) > 0) if (line !~ /^#/) { split(line, part, / +/); n++; header[n] = "^(" part[1] ")$"; name[n] = "^" part[2] "$" } }
        $2 ~ /^_/ { next }
        { for (i = 1; i <= n; i++) if ($1 ~ header[i] && $2 ~ name[i]) next; print }'
}
nothing_beyond() { beyond "$1" "$2" >beyond.names; cat beyond.names; [ ! -s beyond.names ]; }

musl="-nostdinc -isystem $BUILD/headers/musl -isystem $COMPILER"
n=0
for mode in -std=c17 "-std=c17 -D_POSIX_C_SOURCE=200809L" "-std=c17 -D_XOPEN_SOURCE=700"; do
    n=$((n + 1))
    # musl's headers of POSIX ask for it.
    case $mode in *-D*) HEADERS=$POSIX ;; *) HEADERS=$ISO_C ;; esac
    # shellcheck disable=SC2086 # flags are words
    check "the headers of ISO C and POSIX compile, $mode" names "ours.$n" $mode -Wall -Werror -pedantic
    # shellcheck disable=SC2086
    names "musls.$n" $mode $musl 2>musls.errors || cat musls.errors
    check "and show no name that a program may use for itself" nothing_beyond "ours.$n" "musls.$n"
done
check "there are names" [ "$(wc -l <ours.3)" -gt 5000 ]

mkdir -p injected/sys
printf '#include_next <string.h>\nint memset_twice(void);\ntypedef int twice;\nstruct thrice { int times; };\n' >injected/string.h
printf '#include_next <sys/mman.h>\n#define MAPPED 1\n#define MAP_FINE 1\n' >injected/sys/mman.h
names injected.names -std=c17 -D_XOPEN_SOURCE=700 -I injected
beyond injected.names musls.3 >found
for name in "string.h memset_twice" "string.h twice" "string.h thrice" "sys/mman.h MAPPED"; do
    check "injected: $name is found" grep -qx "$name" found
done
check "and nothing beside them" [ "$(wc -l <found)" -eq 4 ]

# What newer standards add is there when they are asked for.
cat >posix2024.c <<'EOF'
#include <pthread.h>
#include <semaphore.h>
#include <spawn.h>
void *all[] = {(void *)pthread_cond_clockwait, (void *)pthread_mutex_clocklock, (void *)pthread_rwlock_clockrdlock,
	(void *)pthread_rwlock_clockwrlock, (void *)sem_clockwait, (void *)posix_spawn_file_actions_addchdir,
	(void *)posix_spawn_file_actions_addfchdir};
EOF
cat >c23.c <<'EOF'
#include <stdlib.h>
#include <string.h>
void *all[] = {(void *)memset_explicit, (void *)free_sized, (void *)free_aligned_sized, (void *)memalignment};
EOF
check "POSIX.1-2024 has its clock waits" "$CC" -std=c17 -D_POSIX_C_SOURCE=202405L -Werror -c posix2024.c
check "so has its X/Open" "$CC" -std=c17 -D_XOPEN_SOURCE=800 -Werror -c posix2024.c
check_fails "POSIX.1-2008 has not" "undeclared" "$CC" -std=c17 -D_POSIX_C_SOURCE=200809L -c posix2024.c
check "C23 has its functions for memory" "$CC" -std=c17 -D__STDC_VERSION__=202311L -Wno-builtin-macro-redefined -c c23.c
check_fails "C17 has not" "undeclared" "$CC" -std=c17 -c c23.c
finish
