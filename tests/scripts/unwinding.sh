# SPDX-License-Identifier: MIT
# Exceptions pass through the functions of the libc that call back, and a debugger shows the stack through all of its
# functions, and thread-local variables.
. "$SRCDIR/tests/scripts/lib"
export LC_ALL=C
sources=$SRCDIR/tests/projects/unwinding
modes='static static-pie'
if [ -e "$NACRE/lib/libc.so" ]; then modes="$modes dynamic"; else
    skip "dynamic programs" "this sysroot was made with --disable-shared"
fi

# built COMPILER MODE SOURCE OUT [FLAG...]
built() {
    compiler=$1 source=$3 out=$4
    case $2 in dynamic) mode_flag='' ;; *) mode_flag=-$2 ;; esac
    shift 4
    "$NACRE/bin/$compiler" ${mode_flag:+"$mode_flag"} "$@" "$sources/$source" -o "$out"
}
says() { # WHAT COMMAND...: the whole output
    what=$1
    shift
    "$@" >said
    cat said
    [ "$(cat said)" = "$what" ]
}

# Exceptions.
exceptions() { # COMPILER MODE
    built "$1" "$2" callbacks.cpp callbacks -O1 && built "$1" "$2" once.cpp once -O1 || {
        echo "not ok programs by $1, $2"
        return
    }
    check "an exception passes through each function that calls back: $1, $2" says "20 callbacks" ./callbacks
    for case in again nested inner-only handlers waiting; do
        check "pthread_once after an exception, $case: $1, $2" ./once $case
    done
    check "an exception that leaves a thread's function ends the program: $1, $2" ./once thread
    check "one that nobody catches is not lost in pthread_once: $1, $2" ./once nobody
}
case $(setting ARCH) in
arm) skip "exceptions" "on arm their tables have another form, which the libc does not have" ;;
*)
    if [ ! -d "$NACRE/include/c++" ]; then skip "exceptions" "this sysroot has no C++ library"; else
        for compiler in nacre-g++ nacre-clang++; do
            if ! have "${compiler#nacre-}"; then
                skip "exceptions by $compiler" "there is no ${compiler#nacre-} on this machine"
                continue
            fi
            for mode in $modes; do exceptions $compiler "$mode"; done
        done
    fi ;;
esac

# What is loaded: tables of the functions that call back, and of no others.
loaded_tables() { readelf -SW "$1" | awk '/^File: / { file = $2 } / \.eh_frame / { print file }' | sed 's/.*(\(.*\)\..*/\1/; s/\.nacre$//; s/\.lo$//' | sort -u; }
listed() { sed -n 's/^CALLBACKS +\{0,1\}:\{0,1\}= *//p' "$SRCDIR/libc/unwinding/callbacks.mk" | tr ' ' '\n' | sort; }
loaded_tables "$NACRE/lib/libc.a" >loaded
listed >list
case $(setting ARCH) in arm) ;; *) check "libc.a has loaded tables in the functions that call back alone" diff list loaded ;; esac
check "there are such functions" [ "$(wc -l <list)" -gt 15 ]

# Debuggers.
if ! have gdb; then
    skip "debuggers" "there is no gdb on this machine"
    finish
    exit
fi
case $(setting HOST_NAME) in "$(uname -m)"-*) ;; *)
    skip "debuggers" "programs for $(setting HOST_NAME) are not of this machine"
    finish
    exit ;;
esac
# debugged COMMAND... -- PROGRAM ARGUMENT...: gdb without the user's settings runs the program and takes these commands.
debugged() {
    : >commands
    while [ "$1" != -- ]; do
        echo "$1" >>commands
        shift
    done
    shift
    timeout 120 "${debugger:-$NACRE/bin/nacre-gdb}" -nx -q -batch -ex 'set confirm off' -ex 'set debuginfod enabled off' \
        -x commands --args "$@" >said 2>&1 </dev/null
    cat said
}
built nacre-gcc static stacks.c stacks -g -O1 || exit 1
debugged 'break main' run backtrace -- ./stacks
if ! grep -q '^#0 .*main' said; then
    skip "debuggers" "gdb cannot run programs here: $(grep -v '^$' said | head -n 1)"
    finish
    exit
fi

# stack PATTERN...: the frames of the last backtrace, from the top: these follow each other, with others between them.
stack() {
    grep '^#[0-9]' said | sed -E 's/^#[0-9]+ +(0x[0-9a-f]+ in )?//' | awk -v patterns="$*" '
        BEGIN { n = split(patterns, want, " ") }
        found < n && $0 ~ "^<?" want[found + 1] "[ >]" { found++ }
        { last = $1 }
        END { if (found < n) print "no " want[found + 1]; exit found < n }'
}
in_handler() { debugged 'handle SIGUSR1 nostop' 'break here' run backtrace -- ./stacks handler && stack here handler signal raise raises "qsort[_r]*" in_handler main; }
in_memcpy() { debugged run backtrace -- ./stacks memcpy && stack memcpy in_memcpy main; }
in_abort() { debugged run backtrace -- ./stacks abort && stack abort in_abort main; }
in_stdio() { debugged run backtrace -- ./stacks stdio && stack vfprintf fprintf in_stdio main; }
in_thread() {
    debugged 'break here' run 'thread 2' backtrace -- ./stacks thread && stack read reads start || return 1
    # The stack ends where the thread begins.
    ! grep -E '^#[0-9]+ .*\?\?|corrupt|^Backtrace stopped' said
}
for mode in $modes; do
    check "a program to debug: $mode" built nacre-gcc "$mode" stacks.c stacks -g -O1
    check "a stack through a signal handler, raise and qsort: $mode" in_handler
    check "from a crash in memcpy: $mode" in_memcpy
    check "from abort: $mode" in_abort
    check "from a system call below printf: $mode" in_stdio
    check "of a thread that is blocked in read: $mode" in_thread
done

# Thread-local variables.
if [ ! -e "$NACRE/lib/gdb/libthread_db.so.1" ]; then
    skip "thread-local variables" "libthread_db is made for x86_64 and aarch64, and by no cross compiler"
    finish
    exit
fi
values() { # VALUE...: those of `print`
    sed -n 's/^\$[0-9]* = //p' said | tr '\n' ' ' >values
    cat values
    [ "$(cat values)" = "$* " ]
}
variables() {
    debugged 'break here' run up 'thread 1' 'print initialized' 'print zeros[99]' 'thread 2' 'print initialized' 'print zeros[99]' -- ./locals
    values 10 11 20 21
}
of_library() { # PROGRAM ARGUMENT...
    debugged 'break here' run 'thread 1' 'print of_library' 'print zeros[99]' 'thread 2' 'print of_library' 'print zeros[99]' -- "$@"
    values 12 11 22 21
}
at_start() {
    debugged 'break main' run 'print initialized' -- ./locals
    values 1
}
for mode in $modes; do
    check "a program with thread-local variables: $mode" built nacre-gcc "$mode" thread_local.c locals -g
    check "they are read at the start: $mode" at_start
    check "in each thread: $mode" variables
done
case $modes in *dynamic*)
    check "a library with them" "$NACRE/bin/nacre-gcc" -g -shared -fPIC "$sources/thread_local_library.c" -o liblocal.so
    check "those of a library that is opened" of_library ./locals ./liblocal.so ;;
esac
debugger=gdb
not() { ! "$@"; }
check "injected: plain gdb does not read them" not variables
finish
