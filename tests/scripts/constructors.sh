# SPDX-License-Identifier: MIT
# Constructors and destructors of shared libraries. tests/musl/constructors.c and exit_again.c have those of programs.
. "$SRCDIR/tests/scripts/lib"
if [ ! -e "$NACRE/lib/libc.so" ]; then
    skip "shared libraries" "this sysroot was made with --disable-shared"
    finish
    exit
fi
sources=$SRCDIR/tests/projects/constructors
check "a library builds" "$NACRE/bin/nacre-gcc" -O1 -shared -fPIC "$sources/library.c" -o library.so
check "a program builds" "$NACRE/bin/nacre-gcc" -O1 "$sources/program.c" -o program
./program ./library.so >said 2>&1
status=$?
cat said
echo
check "constructors of a library that is opened get argc, argv and the environment" grep -q '^constructed' said
check "exit in a destructor runs the destructors that are left, of this library and others" grep -q ' again last forked:0$' said
check "and its status counts" [ $status -eq 4 ]
finish
