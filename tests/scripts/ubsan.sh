# SPDX-License-Identifier: MIT
# -fsanitize=undefined: each check of gcc and clang reports what happened and where, static and dynamic.
. "$SRCDIR/tests/scripts/lib"

compilers=gcc
if have clang; then compilers="gcc clang"; else skip "all of clang" "there is no clang on this machine"; fi
cxx=$(setting CXX_RUNTIME)
[ "$cxx" = yes ] || skip "the checks of C++" "this build has no C++ library"
cp "$SRCDIR/tests/ubsan/kinds.c" "$SRCDIR/tests/ubsan/kinds.cpp" .

# Compilers, kind, and the text of the report; "both" have these.
cat >kinds <<'EOF'
both add signed integer overflow: (2147483647 \+ 1|1 \+ 2147483647) cannot be represented in type 'int'
both add64 signed integer overflow: .*9223372036854775807.* cannot be represented in type 'long long( int)?'
both add128 signed integer overflow: .*170141183460469231731687303715884105727
both sub signed integer overflow: -2147483648 - 1 cannot be represented in type 'int'
both mul signed integer overflow: (2147483647 \* 100|100 \* 2147483647) cannot be represented in type 'int'
both negate negation of -2147483648 cannot be represented in type 'int'
both divide division by zero
both divide_minus_one division of -2147483648 by -1 cannot be represented in type 'int'
both remainder_zero division by zero
both shift_exponent shift exponent 100 is too large for 32-bit type 'int'
both shift_negative_exponent shift exponent -1 is negative
both shift_negative left shift of negative value -1
both shift_base left shift of 2147483647 by 2 places cannot be represented in type 'int'
both index_bound index 4 out of bounds for type 'int ?\[4\]'
both null_load load of null pointer of type 'int'
both null_store store to null pointer of type 'int'
both null_member member access within null pointer of type 'struct pair'
both misaligned load of misaligned address 0x[0-9a-f]+ for type 'int', which requires 4 byte alignment
both vla variable length array bound evaluates to non-positive value -1
both float_cast 1e\+30 is outside the range of representable values of type 'int'
both float_cast_single -1e\+20 is outside the range of representable values of type 'int'
both float_divide division by zero
both invalid_bool load of value 2, which is not a valid value for type '_?[Bb]ool'
both unreachable execution reached an unreachable program point
both builtin_clz passing zero to clz\(\), which is not a valid argument
both builtin_ctz passing zero to ctz\(\), which is not a valid argument
both nonnull_return null pointer returned from function declared to never return null
both nonnull_argument null pointer passed as argument 1, which is declared to never be null
both pointer_overflow (pointer index expression with base|subtraction of unsigned offset)
gcc index_bound load of address 0x[0-9a-f]+ with insufficient space for an object of type 'int'
clang pointer_null_offset applying non-zero offset 100 to null pointer
clang assume_aligned assumption of 32 byte alignment for pointer of type 'char \*volatile' failed
clang implicit_truncation implicit conversion from type 'int' of value 300 \(32-bit, signed\) to type 'unsigned char' changed the value to 44 \(8-bit, unsigned\)
clang unsigned_wrap unsigned integer overflow: 0 - 1 cannot be represented in type 'unsigned int'
EOF
cat >kinds++ <<'EOF'
both member_call member call on address 0x[0-9a-f]+ which does not point to an object of type '.*Derived'
both no_vtable member access within address 0x[0-9a-f]+ which does not point to an object of type '.*Derived'
both downcast downcast of address 0x[0-9a-f]+ which does not point to an object of type '.*Derived'
both null_reference reference binding to null pointer of type 'int'
both null_call member call on null pointer of type
both invalid_enum load of value 7, which is not a valid value for type '.*Color'
both missing_return execution reached the end of a value-returning function without returning a value
both negative_array variable length array bound evaluates to non-positive value -1
clang function call to function at 0x[0-9a-f]+ through pointer to incorrect function type 'int (\(\*\))?\(double, double\)'
EOF

# reports KIND FILE TEXT PROGRAM: with the file, line and column in front.
reports() {
    "$4" "$1" >said 2>&1
    grep -qE "^$2:[0-9]+:[0-9]+: runtime error: $3" said || { cat said; return 1; }
}
exits() { # STATUS COMMAND...
    wanted=$1
    shift
    "$@" >said 2>&1
    status=$?
    [ $status -eq "$wanted" ] || { echo "exit $status"; cat said; return 1; }
}
# By a signal, which the shell adds to 128.
trapped() { "$@"; [ $? -gt 128 ]; }
once() { [ "$("$@" 2>&1 | grep -c 'runtime error')" -eq 1 ]; }
silent() { [ "$("$@" 2>&1)" = end ] || { "$@"; return 1; }; }
needs_no_library() { ! nm "$1" | grep __ubsan_handle; }

for c in $compilers; do
    CC=$NACRE/bin/nacre-$c
    if [ $c = gcc ]; then
        CXX=$NACRE/bin/nacre-g++ checks=undefined,float-cast-overflow,float-divide-by-zero
        trap='-fsanitize=undefined -fsanitize-undefined-trap-on-error'
    else
        CXX=$NACRE/bin/nacre-clang++ checks=undefined,integer,implicit-conversion,nullability,float-divide-by-zero
        trap='-fsanitize=undefined -fsanitize-trap=undefined'
    fi
    for mode in -static ''; do
        how="nacre-$c ${mode:-dynamic}"
        check "$how: C is built" "$CC" -w -g $mode -fsanitize=$checks kinds.c -o kinds-c
        while read -r who kind text; do
            case $who in both | "$c") check "$how: $kind" reports "$kind" kinds.c "$text" ./kinds-c ;; esac
        done <kinds
        [ "$cxx" = yes ] || continue
        check "$how: C++ is built" "$CXX" -w -g $mode -fsanitize=$checks kinds.cpp -o kinds-cpp
        while read -r who kind text; do
            case $who in both | "$c") check "$how: C++ $kind" reports "$kind" kinds.cpp "$text" ./kinds-cpp ;; esac
        done <kinds++
        check "$how: valid classes are not reported" silent ./kinds-cpp valid
    done
    line=$(grep -n 'static void add(void)' kinds.c | cut -d: -f1)
    check "nacre-$c: the line is right" sh -c "./kinds-c add 2>&1 | grep -q '^kinds.c:$line:36: '"
    check "nacre-$c: a place reports once" once ./kinds-c repeated
    check "nacre-$c: errno is kept" sh -c './kinds-c errno_kept 2>/dev/null | grep -qx "errno 42"'
    check "nacre-$c: a program goes on after a report" exits 0 ./kinds-c add
    check "nacre-$c: UBSAN_OPTIONS=halt_on_error=1 ends it" exits 1 env UBSAN_OPTIONS=print_stacktrace=1:halt_on_error=1 ./kinds-c add
    check "nacre-$c: options that it does not have are ignored" exits 0 env UBSAN_OPTIONS=print_stacktrace=1:suppressions=/none ./kinds-c add
    check "nacre-$c: abort_on_error=1 aborts" exits 134 env UBSAN_OPTIONS=halt_on_error=1,abort_on_error=1 sh -c './kinds-c add; exit $?'
    check "nacre-$c: -fno-sanitize-recover is built" "$CC" -w -fsanitize=undefined -fno-sanitize-recover=all kinds.c -o ends
    for kind in add divide shift_exponent index_bound null_load misaligned vla invalid_bool nonnull_return nonnull_argument; do
        check "nacre-$c -fno-sanitize-recover: $kind ends the program" exits 1 ./ends $kind
        check "nacre-$c -fno-sanitize-recover: and $kind says why" grep -q '^kinds.c:.*: runtime error: ' said
    done
    for subset in bounds:index_bound shift:shift_exponent signed-integer-overflow:add null:null_load alignment:misaligned \
        integer-divide-by-zero:divide vla-bound:vla bool:invalid_bool unreachable:unreachable; do
        kind=${subset#*:}
        check "nacre-$c -fsanitize=${subset%:*} is built" "$CC" -w -fsanitize="${subset%:*}" kinds.c -o some
        check "nacre-$c -fsanitize=${subset%:*} reports it" sh -c "./some $kind 2>&1 | grep -q 'runtime error'"
        other=add
        [ $kind != add ] || other=shift_negative
        check "nacre-$c -fsanitize=${subset%:*} reports nothing else" silent ./some $other
    done
    # shellcheck disable=SC2086 # words
    check "nacre-$c: traps are built" "$CC" -w $trap kinds.c -o traps
    check "nacre-$c: they need no library" needs_no_library traps
    check "nacre-$c: they end the program" trapped ./traps add
    check "nacre-$c: a library with checks is built" "$CC" -w -shared -fPIC -fsanitize=undefined -Dmain=checked_main kinds.c -o libkinds.so
    echo 'int checked_main(int, char **); int main(int argc, char **argv) { return checked_main(argc, argv); }' >calls.c
    check "nacre-$c: a program without checks links it" "$CC" calls.c -L. -lkinds -Wl,-rpath,"$work" -o calls
    check "nacre-$c: the library reports" reports add kinds.c "signed integer overflow" ./calls
    check "nacre-$c: checked objects link without a word about the linker" "$CC" -Werror -w -c -fsanitize=undefined kinds.c -o kinds.o
done
if have clang; then
    check "-fsanitize-minimal-runtime is built" "$NACRE/bin/nacre-clang" -w -fsanitize=undefined -fsanitize-minimal-runtime kinds.c -o minimal
    check "its reports have the kind" sh -c "./minimal add 2>&1 | grep -q 'runtime error: add_overflow at code address 0x'"
fi
finish
