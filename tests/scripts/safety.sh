# SPDX-License-Identifier: MIT
# What the manual pages and the sources say of cancellation and signal handlers is what
# tests/libc/safety_test.cpp tests, of every function.
. "$SRCDIR/tests/scripts/lib"
TABLE=$SRCDIR/tests/libc/safety_test.cpp

# NAME POINT SIGNAL ASYNC, a line for each row of the table.
sed -n 's/^    {"\([a-z_0-9]*\)", k\(NoPoint\|Point\), kAs\(Safe\|Unsafe\), kAc\(Safe\|Unsafe\),.*/\1 \2 AS-\3 AC-\4/p' "$TABLE" >claims
check "there are claims" [ "$(wc -l <claims)" -gt 60 ]

# PAGE NAME, for each function that a page is of.
for page in "$SRCDIR"/libc/man/*.3; do
    awk -v page="${page##*/}" '/^\.Sh NAME/ { is_name = 1; next } /^\.Sh/ { is_name = 0 }
        is_name && /^\.Nm/ && $2 !~ /::/ { print page, $2 }' "$page"
done >documented
attributes() { awk '/^\.Sh ATTRIBUTES/ { is_in = 1; next } /^\.Sh/ { is_in = 0 } is_in' "$SRCDIR/libc/man/$1"; }

each_has_a_claim() {
    missing=$(awk 'NR == FNR { known[$1]; next } !($2 in known) { print $2 " of " $1 }' claims documented)
    [ -z "$missing" ] || { echo "no row for $missing" && return 1; }
}
check "each documented function is in the table" each_has_a_claim

# A page says what is claimed of its functions, and nothing else.
page_agrees() { # PAGE
    attributes "$1" >text
    awk -v page="$1" 'NR == FNR { if ($1 == page) on_page[$2]; next } $1 in on_page { print $2; print $3; print $4 }' \
        documented claims | sort -u >wanted
    {
        grep -oE 'A[SC]-(Safe|Unsafe)' text
        ! grep -qE '^A cancellation point|are cancellation points' text || echo Point
        ! grep -qE 'No cancellation points?|None is a cancellation point|no other call is' text || echo NoPoint
    } | sort -u >said
    cmp -s wanted said || { echo "$1 says: $(tr '\n' ' ' <said); tested: $(tr '\n' ' ' <wanted)" && return 1; }
}
awk '$1 != "nacre_indirect.3" { print $1 }' documented | sort -u >pages
while read -r page; do check "$page says what is tested" page_agrees "$page"; done <pages

# So does the comment of the source that defines a function.
sources_agree() {
    while read -r name point signal async; do
        source=$(grep -lE "^NACRE_(PUBLIC|HOOK) .*[ *](__)?$name\(" "$SRCDIR"/libc/*/*.cpp | head -n 1)
        [ -n "$source" ] && grep -q '^// Safety' "$source" || continue
        for safety in "$signal" "$async"; do
            grep -q "$safety" "$source" || { echo "$source does not say $safety" && return 1; }
        done
        case $point in
        Point) grep -q 'A cancellation point' "$source" || { echo "$source: $name is a cancellation point" && return 1; } ;;
        *) ! grep -q 'A cancellation point' "$source" || { echo "$source: $name is no cancellation point" && return 1; } ;;
        esac
    done <claims
}
check "the sources say what is tested" sources_agree

# It can fail.
cp claims kept
sed '/^pidfd_getpid /s/AC-Safe/AC-Unsafe/' kept >claims
check_fails "injected: a page that promises more" "pidfd_open.3 says" page_agrees pidfd_open.3
sed '/^pipe2 /d' kept >claims
check_fails "injected: a function without a row" "no row for pipe2" each_has_a_claim
finish
