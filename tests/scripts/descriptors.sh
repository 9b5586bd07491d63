# SPDX-License-Identifier: MIT
# The table of docs/descriptors.md is whole: each row is a member of the family that the tests ask for all that
# the page promises, and each member has a row.
. "$SRCDIR/tests/scripts/lib"
TABLE=$SRCDIR/docs/descriptors.md

# A row's name as a test's: `accept4` of an event loop, whose ... is accept4_of_event_loop.
rows_of() {
    awk -F ' *[|] *' '/^[|] `/ { print $2 }' "$1" |
        sed -e 's/,.*//' -e 's/`//g' -e 's/ an / /' -e 's/[^A-Za-z0-9]*$//' -e 's/[^A-Za-z0-9][^A-Za-z0-9]*/_/g' | sort
}
"$BUILD/tests/nacre-tests" --gtest_list_tests --gtest_filter='Each/DescriptorFamily.*' |
    sed -n 's/^  \([A-Za-z]*\)\/\([A-Za-z0-9_]*\).*/\1 \2/p' >tests
cut -d ' ' -f 1 tests | sort -u >behaviours
cut -d ' ' -f 2 tests | sort -u >members

# is_whole TABLE: its rows are the members.
is_whole() {
    rows_of "$1" >rows
    diff rows members
}
columns() { ! awk -F ' *[|] *' '/^[|] `/ && ($3 == "" || $4 !~ /^[0-9]+\.[0-9.]+$/ || $5 == "")' "$1" | grep .; }
is_tested() {
    while read -r behaviour; do
        grep -qx "$behaviour $1" tests || { echo "no $behaviour" && return 1; }
    done <behaviours
}

check "there are tests" [ "$(wc -l <behaviours)" -ge 5 ]
check "the table's rows are what is tested" is_whole "$TABLE"
check "each row says which flags, since when, and what else" columns "$TABLE"
while read -r row; do check "$row: each behaviour is tested" is_tested "$row"; done <members
grep -v '^| `eventfd`' "$TABLE" >without
check_fails "a member without a row is found" '> eventfd' is_whole without
{ cat "$TABLE" && echo '| `newfd` | none | 7.9 | `ENOSYS` |'; } >injected
check_fails "a row without a test is found" '< newfd' is_whole injected
# What the page names is there.
grep -o '`[a-z/]*/[A-Za-z_./-]*`' "$TABLE" | tr -d '`' >files
while read -r file; do check "$file is there" [ -e "$SRCDIR/$file" ]; done <files
finish
