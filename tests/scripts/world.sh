# SPDX-License-Identifier: MIT
# How make check-world judges a suite, shown what it must find; the suites themselves are not run here.
. "$SRCDIR/tests/scripts/lib"
world=$SRCDIR/tests/world

cat >known <<'END'
# a comment
p  broken    musl      setlocale takes any name
p  odd[1]*   package   its own
p  slow      unsteady  by the clock
q  other     ours      of another package
END
printf '%s\n' 'ok a' 'ok b' 'not ok broken' 'not ok odd[1].2' 'ok slow' 'skip c' >nacre
printf '%s\n' 'ok a' 'not ok b' 'not ok broken' 'not ok odd[1].2' 'ok slow' >stock
judge() { # PACKAGE [LEAST [NAME=VALUE]]
    awk -v package="$1" -v least="${2:-5}" -v "${3:-none=}" -f "$world/judge.awk" known nacre stock >judged
    cat judged
}
says() { judge p "${2:-5}" "${3:-none=}" | grep -qx -- "$1" || { cat judged && return 1; }; }
check "what is known is no failure" says 'row 3 0 2 1 2 3'
check "a known failure is told with its cause" says 'known broken: musl: setlocale takes any name'
check "what fails on stock musl alone is told" says 'stock musl alone fails at b'
check "a suite that judged too few tests is a failure" says 'not ok only 5 tests were judged, of 6 at least' 6
check "on stock musl too" says 'not ok only 5 tests were judged on stock musl, of 6 at least' 6
echo 'not ok new' >>nacre
check "a new failure is one" says 'not ok new'
echo 'not ok new' >>stock
check "also where stock musl fails too" says 'not ok new, nor is it on stock musl'
sed -i 's/^not ok broken/ok broken/' nacre
check "a known failure that passes is told" says 'not ok known-failures: broken passes: take it out'
printf '%s\n' 'ok a' 'not ok a' 'not ok broken' 'not ok odd[1].2' 'ok slow' >nacre
check "what passes once and fails once has failed" says 'not ok a'
sed -i 's/^not ok broken/ok broken/' stock
check "a cause that stock musl's run contradicts is found" says "not ok broken: its cause is not musl: stock musl does not fail there"
sed -i '/broken/d' stock
check "and one that it says nothing of" says "not ok broken: its cause is not musl: stock musl does not fail there"
check "where there is no stock musl to ask, the cause is believed" says 'known broken: musl: setlocale takes any name' 5 stock=none
printf '%s\n' 'not ok other' >nacre
printf '%s\n' 'not ok other' >stock
ours() { judge q 1 | grep -q "its cause is not $1: stock musl fails too" || { cat judged && return 1; }; }
check "so is one that is said to be ours" ours ours
sed -i 's/ours/glibc/' known
check "and one that is said to be of what glibc has and stock musl has not" ours glibc
sed -i 's/glibc  /here   /' known
printf '%s\n' 'ok other' >nacre
passes() { judge q 1 "contained=$1" | grep -q 'other passes: take it out' || { cat judged && return 1; }; }
check "what is said to be of here fails here" passes yes
check_fails "but where suites are not contained it may pass" "row 1 0 0" passes no
absent() { judge p 1 | grep -qx 'not ok known-failures: there is no test broken' || { cat judged && return 1; }; }
check "a known failure of a test that there is not is told" absent
echo 'p broken whim because' >>known
check "a cause must be one" says 'not ok known-failures: no cause or no reason: p broken whim because' 0

# The recipe of python3.11 reads results in XML and a log.
printf '%s' '<testcase name="test.a.A.good" time="1" /><testcase name="test.a.A.subtests" time="1" />' \
    '<testcase name="test.a.A.bad"><failure type="X">line ok</failure></testcase>' \
    '<testcase name="test.a.A.left"><skipped>no</skipped></testcase>' >results.xml
printf '%s\n' 'ERROR: subtests (test.a.A.subtests) (group=1)' 'FAIL: bad (test.a.A.bad)' 'test test_b crashed -- Traceback' \
    'test_c skipped -- no terminal' 'test test_a failed' >suite
printf '%s\n' 'not ok test.a.A.bad' 'not ok test.a.A.subtests' 'not ok test_b' 'ok test.a.A.good' 'skip test.a.A.left' 'skip test_c' >wanted
python_judges() {
    # shellcheck source=/dev/null
    (. "$world/recipes/python3.11" && judge suite) >judged
    awk -v package=p -v least=1 -v stock=none -f "$world/judge.awk" /dev/null judged /dev/null >counted
    sort -u judged | grep -vx 'ok test.a.A.subtests' | cmp - wanted && grep -qx 'row 1 3 0 2 0 0' counted || { cat judged counted && return 1; }
}
check "a subtest that fails, a file that crashes and a skipped file of Python's suite are judged" python_judges

# Each package has what it needs.
awk '!/^#/ && NF { print $1 }' "$world/packages" >packages
check "there are packages" [ -s packages ]
while read -r package; do
    check "$package has a recipe" [ -f "$world/recipes/$package" ]
    check "$package has a pin" awk -v p="$package" '$1 == p { found = 1 } END { exit !found }' "$world/pins"
done <packages
check_fails "a package that there is not" "NACRE_WORLD may name: " "$world/run" "$BUILD" "$SRCDIR" nosuch

# The steps of a recipe, of a package that is made up.
mkdir -p made/tests/world/recipes made/p-1 build/world home
ln -s "$SRCDIR/build-aux" made/build-aux
cp "$BUILD/config.mk" build
cp "$world/job" made/tests/world
echo hello >made/p-1/said
tar -czf p.tar.gz -C made p-1
hash=$(sha256sum p.tar.gz | cut -d' ' -f1)
echo "p p.tar.gz $hash pool/main/p/p - -" >made/tests/world/pins
mkdir -p "home/.cache/nacre/sha256/$hash"
cp p.tar.gz "home/.cache/nacre/sha256/$hash"
cat >made/tests/world/recipes/p <<'END'
build() { cp said "$OUT"; echo "$PATH" >path; }
suite() { echo "PASS: $(cat "$OUT/said")"; echo "FAIL: two words"; }
judge() { sed -n 's/^PASS: /ok /p; s/^FAIL: /not ok /p' "$1"; }
END
step() { env -u NACRE_CACHE -u XDG_CACHE_HOME HOME="$work/home" PATH="$work/none:/usr/bin::/bin:$work/none" made/tests/world/job "$1" "$work/build" "$work/made" p nacre; }
check "a source is taken from the cache of all builds" step build
check "what a package installs is found" cmp made/p-1/said build/world/p/nacre/out/said
tools=$work/build/world/nacre/bin:$work/build/sysroot/bin
check "programs are looked for in folders that can be entered" grep -qx "$tools:/usr/bin:/bin" build/world/p/nacre/src/path
step suite >build/world/p/nacre/suite
step judge >judged
printf '%s\n' 'ok hello' 'not ok two_words' >wanted
check "what its suite says is judged" cmp judged wanted
echo 'judge() { false; }' >>made/tests/world/recipes/p
check "what cannot be judged is no success" sh -c '! "$@"' sh env HOME="$work/home" \
    made/tests/world/job judge "$work/build" "$work/made" p nacre
check_fails "results that there are not cannot be kept" "make check-world NACRE_WORLD=zlib" "$world/write-results" "$SRCDIR" "$work/build"

# What a suite can touch while it runs.
inside() { "$world/contained" "$BUILD" "$@"; }
"$world/make-compilers" "$BUILD" "$SRCDIR"
echo 'int main(void) { return 0; }' >main.c
links() { # COMPILER TYPE [FLAG]: a program of this type of ELF file, which asks for no loader
    # shellcheck disable=SC2086 # no word, or one
    "$BUILD/world/nacre/bin/$1" ${3:-} -o program main.c && readelf -hlW program >segments &&
        grep -q "Type: *$2 " segments && ! grep -q INTERP segments
}
check "cc links statically" links cc EXEC
check "nacre-gcc links as it is told" links nacre-gcc DYN -static-pie
if inside true | grep -q 'not contained'; then
    skip "what a suite can touch" "this kernel gives no user namespaces here"
else
    file=/tmp/nacre-contained.$$
    check "a suite writes to /tmp" inside touch "$file"
    check "and that is no other's /tmp" [ ! -e "$file" ]
    check "it finds the build wherever that is" inside test -f "$BUILD/config.mk"
    check "it is an ordinary user's" inside sh -c '[ "$(id -u)" = 1000 ]'
    check "it has a loopback, and no other network" inside sh -c '[ "$(sed -n "s/:.*//p" /proc/net/dev | tr -d " ")" = lo ]'
fi
finish
