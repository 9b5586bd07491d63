# SPDX-License-Identifier: MIT
# Pay for what you use: a program that draws nothing is what it is on stock musl.
. "$SRCDIR/tests/scripts/lib"

# made BODY: the program "ours" and, on stock musl, "stock".
made() {
    printf '#define _GNU_SOURCE\n' >program.c
    for header in fcntl.h pthread.h semaphore.h spawn.h stdio.h stdlib.h sys/signalfd.h sys/socket.h unistd.h; do
        echo "#include <$header>" >>program.c
    done
    echo "int main(void) { $1; return 0; }" >>program.c
    "$NACRE/bin/nacre-gcc" -static -Os -w program.c -o ours && stock_gcc program.c stock -Os -w
}
# text and data, in bytes.
loaded() { size "$1" | awk 'NR == 2 { print $1 + $2 }'; }
# By gcc 14 some are smaller, by 64 bytes at most; what is smaller than 2 % lacks something.
within_one_percent() {
    made "$1" && echo "text and data: nacre $(loaded ours), stock musl $(loaded stock)" &&
        awk -v a="$(loaded ours)" -v b="$(loaded stock)" 'BEGIN { d = a - b; exit !(d <= b / 100 && -d <= b / 50) }'
}
for body in 'fork()' 'int ends[2]; pipe(ends)' 'accept(0, 0, 0)' 'pthread_create(0, 0, 0, 0)' 'sem_timedwait(0, 0)' \
    'fopen("a", "re")' 'malloc(1)' 'puts("hello")'; do
    check "$body: as large as on stock musl: at most 1 % more" within_one_percent "$body"
done
# The fallback for a kernel without the call, nacre's lock around it (docs/descriptors.md), and what posix_spawn does
# more, are some bytes of code.
at_most() { # BYTES BODY
    made "$2" && echo "text and data: nacre $(loaded ours), stock musl $(loaded stock)" &&
        [ $(($(loaded ours) - $(loaded stock))) -le "$1" ]
}
for body in 'socket(1, 1, 0)' 'int ends[2]; socketpair(1, 1, 0, ends)' 'int ends[2]; pipe2(ends, O_CLOEXEC)' 'accept4(0, 0, 0, 0)' \
    'signalfd(0, 0, 0)'; do
    check "$body: at most 450 bytes more" at_most 450 "$body"
done
# It also keeps open what its target was, so that no child waits for a close.
check "dup3: at most 700 bytes more" at_most 700 'dup3(0, 1, 0)'
check "posix_spawn: at most 400 bytes more" at_most 400 'posix_spawn(0, 0, 0, 0, 0, 0)'
check_fails "injected: random bytes are more" "text and data" within_one_percent 'char bytes[9]; getentropy(bytes, 9)'

made 'puts("hello")' || exit 1
echo "text and data: nacre $(loaded ours), stock musl $(loaded stock)"
check "nothing of nacre's is in it" sh -c "! nm ours | grep -i nacre | grep -v ' [WVtT] __nacre_\|no_nacre'"
"$BUILD/tests/trace_calls" "$work/ours" >ours.calls
"$BUILD/tests/trace_calls" "$work/stock" >stock.calls
check "and makes the same system calls" cmp ours.calls stock.calls
check "some at all" [ "$(wc -l <ours.calls)" -gt 3 ]
finish
