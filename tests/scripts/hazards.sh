# SPDX-License-Identifier: MIT
# HAZARDS.md and the sources use the same names. Every hazard that code, a test or a mutant cites has a section.
# Every section is cited by code and by a test or mutant, and the tests and mutants that it lists exist.
. "$SRCDIR/tests/scripts/lib"
TABLE=$SRCDIR/libc/random/HAZARDS.md

# cited PATH...: the names after "hazard" or "hazards" in comments, and at the beginning of the reason of a mutant.
cited() {
    list='[a-z0-9]+(-[a-z0-9]+)+(, [a-z0-9]+(-[a-z0-9]+)+)*'
    grep -rhoE "[Hh]azards? $list|^why: $list:" --exclude='*.md' --exclude=hazards.sh "$@" |
        sed 's/^[^ ]* //; s/://; s/, /\n/g' | sort -u
}
# problems TABLE [SOURCE]: what the table and the sources, with one more, do not have in common.
problems() {
    sed -n 's/^### //p' "$1" | sort >rows
    (cd "$SRCDIR" && cited libc support sysdeps) >code
    cited "$SRCDIR/tests" ${2:+"$2"} >tests
    sort -u code tests | comm -13 rows - | sed 's/$/ has no section/'
    comm -23 rows code | sed 's/$/ is not cited by code/'
    comm -23 rows tests | sed 's/$/ is not cited by a test or mutant/'
}
none() { ! "$@" | grep .; }
check "table and sources have the same hazards" none problems "$TABLE"
check "the table has at least 35 hazards" [ "$(wc -l <rows)" -ge 35 ]
echo '// hazard no-such-hazard' >source
check "injected: a name without a section is found" [ "$(problems "$TABLE" source | grep -c '^no-such-hazard has')" -eq 1 ]
{ cat "$TABLE" && echo '### never-cited'; } >table
check "injected: a section that nobody cites is found" [ "$(problems table | grep -c '^never-cited is not')" -eq 2 ]

for program in nacre-tests host-asan; do
    "$BUILD/tests/$program" --gtest_list_tests | awk '/^[^ ]/ { suite = $1; next } { print suite $1 }'
done >listed
exists() {
    case $1 in
    'make '*) grep -q "^GOALS :=.*[ ]${1#make }\( \|$\)" "$SRCDIR/Makefile" ;;
    */*) [ -e "$SRCDIR/$1" ] ;;
    *-*) [ -e "$SRCDIR/tests/mutations/$1.mutation" ] ;;
    *) grep -qE "(^|/)$1([.A-Z]|\$)" listed ;;
    esac
}
sed -n 's/^- \(Tests\|Mutants\): //p' "$TABLE" | grep -o '`[^`]*`' | tr -d '`' | sort -u >names
while read -r name; do
    check "$name exists" exists "$name"
done <names
finish
