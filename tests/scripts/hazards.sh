# SPDX-License-Identifier: MIT
# The table of hazards is whole: each has a promise, a test that bears its number, and a mutant or a planted
# fault that the test finds; and every test and file that the table names is there.
. "$SRCDIR/tests/scripts/lib"
TABLE=$SRCDIR/libc/random/HAZARDS.md

for program in nacre-tests host-asan; do
    "$BUILD/tests/$program" --gtest_list_tests | awk '/^[^ ]/ { suite = $1; next } { print suite $1 }'
done >tests
check "there are tests" [ "$(wc -l <tests)" -gt 100 ]
awk -F ' *[|] *' '/^[|] H[0-9]/ { print $2; print $4 >"promise." $2; print $5 >"tests." $2 }' "$TABLE" >rows
grep -h '^why: ' "$SRCDIR"/tests/mutations/*.mutation >whys

# The words in backquotes in the last column.
named() { grep -o '`[^`]*`' "tests.$1" | tr -d '`'; }
scripts_of() { named "$1" | grep '^tests/.*\.sh$'; }

is_whole() {
    grep -q . "promise.$1" || { echo "$1 promises nothing" && return 1; }
    # A number is not the beginning of a longer one.
    grep -qE "$1([^0-9a]|\$|[A-Z])" tests || scripts_of "$1" | (cd "$SRCDIR" && xargs -r grep -lE "$1[^0-9a]") | grep -q . ||
        { echo "no test is named after $1" && return 1; }
    grep -qE "$1[:,]" whys || scripts_of "$1" | (cd "$SRCDIR" && xargs -r grep -l planted) | grep -q . ||
        { echo "nobody has seen the test of $1 fail" && return 1; }
}
is_there() {
    case $1 in
    'make '*) grep -q "^GOALS :=.*[ ]${1#make }\( \|$\)" "$SRCDIR/Makefile" ;;
    */*) [ -e "$SRCDIR/$1" ] ;;
    *) grep -q -- "$1" tests ;;
    esac
}

number=1
while [ $number -le 30 ]; do
    check "H$number has a row" grep -qx "H$number" rows
    number=$((number + 1))
done
while read -r hazard; do
    check "$hazard: a promise, a test, and a fault that the test finds" is_whole "$hazard"
    named "$hazard" >names
    while read -r name; do
        check "$hazard: $name is there" is_there "$name"
    done <names
done <rows
finish
