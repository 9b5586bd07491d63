# SPDX-License-Identifier: MIT
# Sources that cannot be had, or are not what they should be: one error, with the file, its hash, and the
# option that helps.
. "$SRCDIR/tests/scripts/lib"
fetch=$SRCDIR/build-aux/fetch

echo 'not musl' >wrong.tar.gz
pin=d585fd3b613c66151fc3249e8ed44f77020cb5e6c1e635a616d3f9f82460512a
for pattern in 'sha256 .* is not the pinned hash' "$pin" 'musl_1.2.6.orig.tar.gz' '--with-musl='; do
    check_fails "a wrong tarball: $pattern" "$pattern" "$fetch" musl "$work/wrong.tar.gz"
done
check_fails "a tarball that is not there" "cannot be read" "$fetch" musl "$work/none.tar.gz"

mkdir -p cache/sha256/$pin
cp wrong.tar.gz cache/sha256/$pin/musl_1.2.6.orig.tar.gz
check_fails "a spoiled cache is named" "cached .* delete it" env NACRE_CACHE="$work/cache" "$fetch" musl
rm -r cache

# No apt, no network, nothing in the cache: a PATH without them.
mkdir bare
for tool in sh awk sed sha256sum cut mkdir dirname tail head grep mv chmod rm sort cat; do
    ln -s "$(command -v $tool)" bare/
done
for pattern in "cannot fetch musl_1.2.6" "$pin" "apt is not installed" '--with-musl=/path/to/'; do
    check_fails "without apt: $pattern" "$pattern" env PATH="$work/bare" NACRE_CACHE="$work/cache" "$fetch" musl
done
check "nothing half-fetched is left" sh -c "[ -z \"\$(find '$work/cache' -type f)\" ]"

# A pool that has not the file.
sed 's|musl_1.2.6.orig.tar.gz  *d585|musl_9.9.9.orig.tar.gz d585|; s|https://musl[^ ]*|-|' "$SRCDIR/build-aux/pins" >pins
check_fails "a file that the archive has not" "cannot fetch musl_9.9.9.orig.tar.gz" \
    env NACRE_PINS="$work/pins" NACRE_CACHE="$work/cache" "$fetch" musl
# An archive whose file is another one than was pinned.
sed 's|d585fd3b613c|000000000000|; s|https://musl[^ ]*|-|' "$SRCDIR/build-aux/pins" >pins
check_fails "a download with another hash" "cannot fetch musl" \
    env NACRE_PINS="$work/pins" NACRE_CACHE="$work/cache" "$fetch" musl
check "and it is not kept" sh -c "[ -z \"\$(find '$work/cache' -name '*.orig.tar.gz')\" ]"
check_fails "a cache that cannot be written" "set NACRE_CACHE" env NACRE_CACHE=/proc/none "$fetch" musl

# A fresh machine: apt has its sources but no lists.
if have apt-get; then
    mkdir -p empty/partial
    echo "Dir::State::Lists \"$work/empty\";" >apt.conf
    if env APT_CONFIG="$work/apt.conf" NACRE_CACHE="$work/fresh" "$fetch" musl >fetched 2>&1; then
        check "where apt's lists are empty, it says that it makes its own" grep -q "creating them in" fetched
        check "and the file is there" [ -f "$work/fresh/sha256/$pin/musl_1.2.6.orig.tar.gz" ]
    elif grep -qE '^(Err|W: Failed to fetch)' "$work/fresh/apt/update.log"; then
        skip "empty lists of apt" "the archive cannot be reached: $(grep -m1 '^Err' "$work/fresh/apt/update.log")"
    else
        echo "not ok where apt's lists are empty: $(cat fetched)"
    fi
else
    skip "empty lists of apt" "there is no apt on this machine"
fi
# An ordinary user on a fresh machine: there are no package lists, and several things are wanted at once.
if have apt-get && [ -x /usr/lib/apt/apt-helper ]; then
    mkdir -p none/partial
    echo "Dir::State::Lists \"$work/none\";" >apt.conf
    for i in 1 2 3; do APT_CONFIG=$work/apt.conf "$SRCDIR/build-aux/apt-base" "$work/apt" 3>"said.$i" >"base.$i" 2>"err.$i" & done
    wait
    for i in 1 2 3; do check "fetch $i of several at once finds the archive where apt has no lists" [ -s "base.$i" ]; done
    check "and the lists are made once" [ "$(cat said.* | wc -l)" -eq 1 ]
else
    skip "fetching without package lists" "no apt on this machine"
fi
finish
