# SPDX-License-Identifier: MIT
# The manual pages: there is one for all that programs can call or run, what they say of it is so, and their
# examples are programs.
. "$SRCDIR/tests/scripts/lib"
export LC_ALL=C
judges=$SRCDIR/tests/man CC=$NACRE/bin/nacre-gcc CXX=$NACRE/bin/nacre-g++
pages=$(find "$SRCDIR/libc/man" -name '*.[137]' | sort)
functions=$(find "$SRCDIR/libc/man" -name '*.3' | sort)
# shellcheck disable=SC2086 # files
"$SRCDIR/libc/man/names" $pages >names

# By mandoc. That a page of another project is not on this machine says nothing of ours.
if mandoc=$("$SRCDIR/build-aux/program" mandoc "$BUILD/tests/mandoc" mandoc 2>mandoc.why); then
    : >mandoc.why
    lint() {
        $mandoc -T lint -W style "$@" >lint 2>lint.errors
        grep -hvE 'referenced manual not found|outdated mandoc.db lacks' lint lint.errors >said
        cat said
        [ ! -s said ]
    }
    # shellcheck disable=SC2086 # files
    check "mandoc has nothing to say of any page" lint $pages
    printf '.Dd November 26, 2026\n.Dt X 3\n.Os nacre\n.Sh NAME\n.Nm x\n.Nd x\n.Sh DESCRIPTION\nOne. Two.\n' >injected.3
    check_fails "injected: a page that it has something to say of" "new sentence, new line" lint injected.3
    rendered() {
        "$SRCDIR/libc/man/render" "$mandoc" rendered "$SRCDIR/libc/man/arc4random.3" "$SRCDIR/libc/man/nacre.7" &&
            grep -q '^     arc4random, arc4random_buf, arc4random_uniform' rendered/arc4random.3.txt &&
            grep -q 'href="arc4random.3.html"' rendered/nacre.7.html && cmp rendered/arc4random.3.html rendered/arc4random_buf.3.html &&
            [ "$(head -c 5 rendered/nacre.7.pdf)" = %PDF- ] && grep -q 'random numbers' rendered/index.html
    }
    check "pages are rendered as text, HTML and PDF" rendered
else
    skip "mandoc -T lint" "$(tail -n 1 mandoc.why)"
fi

# What there must be a page of: what nacre's members of an archive offer, in the place of musl's or beside it,
# and what other members offer that musl has not.
offered() { nm -A -g --defined-only "$1" 2>nm.err | awk '{ sub(/:[0-9a-f]* *$/, "", $1); print $NF, $1 }'; }
# hidden names are nobody's to call.
hidden() { readelf -sW "$1" 2>readelf.err | awk '$6 == "HIDDEN" { print $8 }' | sort -u; }
called() { # ARCHIVE
    offered "$1" >members
    offered "$BUILD/stock/lib/libc.a" | sed 's/ .*//' | sort -u >of_musl
    {
        sed -n 's/ .*\.nacre\.o.*//p' members
        sed 's/ .*//' members | sort -u | comm -23 - of_musl
    } | grep -v '^_' | sort -u >candidates
    hidden "$1" | comm -23 candidates -
}
has_page() { # SECTION: of the names on the standard input
    sort -u >asked
    sed -n "s/^\([^ ]*\) $1 .*/\1/p" names | sort -u | comm -23 asked - | sed 's/^/no page of /' >missing
    cat missing
    [ -s asked ] && [ ! -s missing ]
}
called_have_pages() { called "$1" | has_page 3; }
check "there are functions" [ "$(called "$NACRE/lib/libc.a" | wc -l)" -gt 70 ]
check "each function that nacre adds or replaces has a page" called_have_pages "$NACRE/lib/libc.a"
echo 'int injected_function(void) { return 0; }' >injected.c
"$CC" -c injected.c -o injected.nacre.o
cp "$NACRE/lib/libc.a" injected.a && ar r injected.a injected.nacre.o
check_fails "injected: a function without a page" "no page of injected_function" called_have_pages injected.a

declared() { # FOLDER: what nacre's headers declare there, without the functions of musl, which some of them replace
    (cd "$SRCDIR/libc/include" && find . -name '*.h' | sed 's|^\./||') >headers
    sed 's|.*|#include <&>|' headers >all.c
    "$CC" -D_GNU_SOURCE -nostdinc -isystem "$1" -isystem "$1/under" -isystem "$("$CC" -print-file-name=include)" -E all.c |
        awk -v list=headers -v root="$1" -f "$judges/declared.awk" | sort -u | comm -23 - of_musl
}
declared_have_pages() { declared "$1" | has_page 3; }
check "so has each that its headers declare" declared_have_pages "$NACRE/include"
cp -r "$NACRE/include" include && rm -rf include/c++
echo 'int injected_function(void);' >>include/nacre/random.h
check_fails "injected: a declaration without a page" "no page of injected_function" declared_have_pages "$work/include"

classes_have_pages() {
    sed -n 's/^class \([A-Za-z]*\) .*/nacre::\1/p' "$SRCDIR"/libc/include/nacre/*.h | has_page 3
}
check "and each class" classes_have_pages
# Another host's compilers are the same under longer names.
commands_have_pages() { (cd "$1" && ls) | sed 's/^[a-z0-9_]*-linux-nacre-/nacre-/' | has_page 1; }
check "and each command" commands_have_pages "$NACRE/bin"
mkdir bin && touch bin/nacre-injected
check_fails "injected: a command without a page" "no page of nacre-injected" commands_have_pages bin

# Of a command of our own, the arguments that it says it takes.
takes() { # PAGE
    "$NACRE/bin/nacre-info" --help | grep -oE -- '^ +--[a-z-]+' | sed 's/.*--/.It Fl -/' | sort >taken
    grep '^\.It Fl ' "$1" | sort | diff - taken && [ -s taken ]
}
if [ -x "$NACRE/bin/nacre-info" ]; then
    check "nacre-info takes what its page says" takes "$SRCDIR/libc/man/nacre-info.1"
    sed '/no-measure/d' "$SRCDIR/libc/man/nacre-info.1" >injected.1
    check_fails "injected: an argument that is not in its page" "no-measure" takes injected.1
else skip "the arguments of nacre-info" "this sysroot has it not"; fi

# What is no function any more has none.
of_something() {
    awk '$2 == 3 && $1 !~ /::/ { print $1 }' names | sort >documented
    { called "$NACRE/lib/libc.a"; declared "$NACRE/include"; } | sort -u | comm -23 documented - | sed 's/^/nothing has the name /' >stale
    cat stale
    [ -s documented ] && [ ! -s stale ]
}
check "no page is of something that is not there" of_something

# Prototypes, as the headers have them; all that a page is of.
prototypes() { # PAGE...
    for page; do
        awk -f "$judges/prototypes.awk" "$page" >"${page##*/}.c" || return 1
        "$SRCDIR/libc/man/names" "$page" | grep -v '::' | while read -r of rest; do
            grep -q "[ *]$of(" "${page##*/}.c" || echo "$page: no prototype of $of"
        done >short
        [ ! -s short ] || { cat short; return 1; }
        "$CC" -Wall -Werror -fsyntax-only "${page##*/}.c" || return 1
    done
}
# shellcheck disable=SC2086 # files
check "prototypes are those of the headers" prototypes $functions
injected() { # PAGE EDIT: a page with a fault
    rm -rf faulty && mkdir faulty
    sed "$2" "$SRCDIR/libc/man/$1" >"faulty/$1"
    ! cmp -s "$SRCDIR/libc/man/$1" "faulty/$1" || { echo "nothing was injected"; return 1; }
}
prototype_found() { injected "$@" && prototypes "faulty/$1"; }
check_fails "injected: an argument of another type" "conflicting types" prototype_found getrandom.3 's/size_t length/int length/'
check_fails "injected: another answer" "conflicting types" prototype_found pidfd_open.3 's/^.Ft pid_t/.Ft long/'
check_fails "injected: an argument too few" "conflicting types" prototype_found dup3.3 's/ "int flags"//'
check_fails "injected: a header that does not declare it" "undeclared|not declared" prototype_found isfdtype.3 's|^.In .*|.In stdio.h|'
check_fails "injected: a macro that is not said" "undeclared|not declared" prototype_found openat2.3 '/^.Fd/d'
check_fails "injected: a prototype left out" "no prototype of closefrom" prototype_found close_range.3 '/^.Fn closefrom "int first"/d'

# Programs.
languages='c cpp'
[ -d "$NACRE/include/c++" ] || { languages=c && skip "examples in C++" "this sysroot has no C++ library"; }
mkdir examples
program() { # SOURCE
    case $1 in
    *.cpp) "$CXX" -std=c++20 -static -Wall -Wextra -Werror "$1" -o "$1.out" ;;
    *) "$CC" -static -Wall -Wextra -Werror "$1" -o "$1.out" ;;
    esac && (timeout 60 "$1.out" </dev/null) || { echo "$1: $?"; return 1; }
}
for page in $pages; do
    case $page in *.1) continue ;; esac
    awk -v dir=examples -f "$judges/examples.awk" "$page" >sources || echo "not ok ${page##*/}: its examples cannot be read"
    check "${page##*/} has an example" [ -s sources ]
    while read -r source; do
        case " $languages " in *" ${source##*.} "*) check "example ${source##*/} runs" program "$source" ;; esac
    done <sources
done
example_found() {
    injected "$@" || return 1
    awk -v dir=faulty -f "$judges/examples.awk" "faulty/$1" >sources && program "$(head -n 1 sources)"
}
check_fails "injected: an example that does not compile" "error" example_found getentropy.3 's/if (getentropy(key, sizeof key)/if (getentropy(key)/'
check_fails "injected: an example that gets a warning" "unused" example_found getentropy.3 's/^	unsigned char key/	int unused;\n&/'
check_fails "injected: an example that fails" ": 1$" example_found getentropy.3 's/return 0;/return 1;/'

# What pages refer to: ours, or in the sections of calls something that the libc or the kernel has.
echo '#include <sys/syscall.h>' | "$CC" -E -dM - | sed -n 's/^#define SYS_\([a-z0-9_]*\) .*/\1/p' >known
offered "$NACRE/lib/libc.a" | sed 's/ .*//' >>known
references() { # PAGE...
    awk '
        FNR == 1 { file++ }
        file == 1 { known[$1]; next }
        file == 2 { page[$1 "(" $2 ")"]; next }
        $1 == ".Xr" || $1 ".It" == ".It.Xr" {
            to = $2 "(" $3 ")"
            if (to in page) next
            if ($2 ~ /^nacre/ || $3 ~ /^[23]$/ && !($2 in known)) { print FILENAME ":" FNR ": there is no " to; bad = 1 }
        }
        END { exit bad }' known names "$@"
}
# shellcheck disable=SC2086 # files
check "what pages refer to is there" references $pages
reference_found() { injected "$@" && references "faulty/$1"; }
check_fails "injected: a reference to nothing" "there is no nacre_random_forget\(3\)" reference_found getrandom.3 's/^.Xr nacre_random_discard/.Xr nacre_random_forget/'

# What each page says, where all say it.
is_complete() { # PAGE...
    bad=0
    for page; do
        for section in NAME LIBRARY SYNOPSIS DESCRIPTION 'RETURN VALUES' EXAMPLES ERRORS ATTRIBUTES VERSIONS 'SEE ALSO' STANDARDS HISTORY; do
            grep -qx ".Sh $section" "$page" || { echo "$page: no $section" && bad=1; }
        done
        for kind in MT AS AC; do grep -q "$kind-\(Safe\|Unsafe\)" "$page" || { echo "$page: is it $kind-safe?" && bad=1; }; done
        grep -qi 'cancellation point' "$page" || { echo "$page: is it a cancellation point?" && bad=1; }
    done
    return $bad
}
# shellcheck disable=SC2086 # files
check "each page of functions has its sections" is_complete $functions
incomplete_found() { injected "$@" && is_complete "faulty/$1"; }
check_fails "injected: a section left out" "no VERSIONS" incomplete_found mseal.3 '/^.Sh VERSIONS/d'
check_fails "injected: nothing said of signal handlers" "is it AS-safe" incomplete_found mseal.3 's/ AS-Safe,//'
# Versions of glibc and of Linux as the lists have them: but for what glibc began with.
versions() { # PAGE...
    {
        awk '$2 != "2.2.5" { print $1, "glibc", $2 }' "$SRCDIR/docs/coverage/glibc-2.43"
        awk '!/^#/ && NF { print $1, "Linux", $3 }' "$SRCDIR/sysdeps/linux/syscalls.list"
    } >told
    "$SRCDIR/libc/man/names" "$@" | while read -r of section page; do
        awk -v of="$of" '$1 == of { print $2, $3 }' told | while read -r what version; do
            tr '\n' ' ' <"$page" | grep -qE "$what $version([^0-9.]|\.[^0-9])" || echo "${page##*/}: $of is in $what since $version"
        done
    done >other
    cat other
    [ -s told ] && [ ! -s other ]
}
# shellcheck disable=SC2086 # files
check "versions are those of the lists" versions $functions
version_found() { injected "$@" && versions "faulty/$1"; }
check_fails "injected: another version of the kernel" "mseal is in Linux since 6.10" version_found mseal.3 's/6\.10/6.9/'
check_fails "injected: another version of glibc" "mseal is in glibc since 2.43" version_found mseal.3 's/2\.43/2.42/'

# In the sysroot: a page under each name.
laid() {
    while read -r of section page; do
        file=$NACRE/share/man/man$section/$of.$section
        [ -s "$file" ] || { echo "no $file" && return 1; }
        to=$(sed -n 's/^\.so //p' "$file")
        [ -s "$NACRE/share/man/${to:-man$section/$of.$section}" ] || { echo "$file leads nowhere" && return 1; }
    done <names
    [ "$(find "$NACRE/share/man" -type f | wc -l)" -eq "$(sort -u names | wc -l)" ]
}
check "the sysroot has a page under each name, and no others" laid
installed() {
    "$SRCDIR/libc/toolchain/install-sysroot" "$NACRE" "$work/prefix" && diff -r "$NACRE/share/man" prefix/share/man
}
check "and so has what is installed" installed
if [ -s mandoc.why ]; then
    skip "reading a page by another of its names" "$(tail -n 1 mandoc.why)"
else
    by_other_name() { (cd prefix/share/man && $mandoc -T ascii man3/closefrom.3) | grep -q 'close many descriptors'; }
    check "where each of its names leads to a page" by_other_name
fi
finish
