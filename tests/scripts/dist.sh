# SPDX-License-Identifier: MIT
# The source archive: the same bytes from two clones, and all that a build begins with.
. "$SRCDIR/tests/scripts/lib"
if [ ! -e "$SRCDIR/.git" ]; then
    skip "the source archive" "the sources are of one, and no git repository"
    finish
    exit
fi
top=nacre-$(cat "$SRCDIR/VERSION")
dist=$SRCDIR/build-aux/dist
export GIT_CONFIG_COUNT=1 GIT_CONFIG_KEY_0=safe.directory GIT_CONFIG_VALUE_0='*'

# One by who hides what he makes and lives elsewhere in time; with a file that is not in the repository.
(umask 077 && git clone -q "$SRCDIR" first && touch -d 2001-01-01 first/configure && echo notes >first/notes) || exit 1
(umask 002 && git clone -q "$SRCDIR" second) || exit 1
check "an archive" sh -c "umask 077; TZ=Asia/Tokyo '$dist' first one >made 2>said"
check "its path is printed" [ "$(cat made)" = "one/$top.tar.gz" ]
check "that there is what it has not is said" grep -q "^nacre: 1 files are not as" said
check "another of another clone" sh -c "umask 002; TZ=UTC '$dist' second two 2>said"
check "nothing is said where all is in it" [ ! -s said ]
check "the two are the same to the byte" cmp "one/$top.tar.gz" "two/$top.tar.gz"
check "and nothing lies beside it" [ "$(ls -A one)" = "$top.tar.gz" ]
echo more >>second/LICENSE && git -C second -c user.name=n -c user.email=e commit -qam more
"$dist" second three >made
check_fails "another commit's is another" differ cmp "one/$top.tar.gz" "three/$top.tar.gz"

tar -tvzf "one/$top.tar.gz" >list
check "all is the superuser's, and nobody else may write it" sh -c "! grep -vE '^[dl-]rw[x-]r-[x-]r-[x-] root/root|^lrwxrwxrwx root/root' list"
check "all is in one folder" sh -c "! awk '{ print \$6 }' list | grep -v '^$top/'"
git -C first ls-files | LC_ALL=C sort >wanted
grep -v '^d' list | awk '{ print $6 }' | sed "s|^$top/||" | LC_ALL=C sort >got
check "all that the repository has, and nothing else" cmp wanted got

tar -xzf "one/$top.tar.gz"
check "it can be configured" sh -c "mkdir out && cd out && '../$top/configure' --disable-cxx"
check_fails "of what was unpacked no archive is made" "is no git repository" "$dist" "$top" four
finish
