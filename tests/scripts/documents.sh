# SPDX-License-Identifier: MIT
# Each link in a document leads to a file of the repository, and to a heading that exists. The README has the totals of
# docs/world.md.
. "$SRCDIR/tests/scripts/lib"
export LC_ALL=C

# Headings as they are linked to: in small letters, without marks, with - for spaces.
headings() {
    sed -n 's/^#\{1,6\} //p' "$1" | tr 'A-Z ' 'a-z-' | tr -cd 'a-z0-9_\n-'
}
# dead FOLDER: what is linked to and is not there.
dead() {
    find "$1" \( -name .git -o -name build \) -prune -o -name '*.md' -print | while read -r page; do
        # Text in back quotes is none.
        sed 's/`[^`]*`//g' "$page" | grep -oE '\]\([^) ]+\)' | sed 's/^](//; s/)$//' | while read -r to; do
            case $to in http*) continue ;; esac
            file=${to%%#*} heading=${to#"${to%%#*}"}
            [ -n "$file" ] && file=$(dirname "$page")/$file || file=$page
            if [ ! -e "$file" ]; then echo "$page: there is no $to"
            elif [ -n "$heading" ] && ! headings "$file" | grep -qxF -- "${heading#\#}"; then echo "$page: no heading $to"; fi
        done
    done
}
none_dead() { dead "$1" >found && cat found && [ ! -s found ]; }
check "there are documents with links" [ "$(find "$SRCDIR/docs" -name '*.md' -exec grep -l '](' {} + | wc -l)" -ge 5 ]
check "each link leads somewhere" none_dead "$SRCDIR"
mkdir injected
printf '# One\n\n## A heading, of `words`\n\n[a](#a-heading-of-words) [b](one.md#one) `[c](nowhere.md)`\n' >injected/one.md
check "links that are sound are let be" none_dead injected
echo '[d](two.md)' >>injected/one.md
check_fails "injected: a file that is not there" "there is no two.md" none_dead injected
printf '[e](one.md#another)\n' >injected/two.md
check_fails "injected: a heading that is not there" "no heading one.md#another" none_dead injected

totals() { sed -n '/^| `make check-world` |/,/^$/p' "$1"; }
same_totals() { totals "$SRCDIR/README.md" >short && totals "$1" | diff short -; }
totals "$SRCDIR/docs/world.md" >whole
check "docs/world.md has the totals of make check-world" [ "$(wc -l <whole)" -eq 5 ]
check "the README has the same totals" same_totals whole
sed 's/^| nacre | [0-9]*/| nacre | 9999/' whole >changed
check_fails "injected: another figure" "nacre" same_totals changed
finish
