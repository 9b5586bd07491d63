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

# The last commit in a repository of our own, whoever owns the other and however much of it there is; and a clone. One
# is of somebody who hides what he makes and lives elsewhere in time, with a file that is not in the repository.
commit() { git -C "$1" -c user.name=nobody -c user.email=nobody -c commit.gpgsign=false commit -q "$2" -m commit; }
mkdir first && git -c safe.directory='*' -C "$SRCDIR" archive HEAD | tar -x -C first && git init -q first &&
    git -C first add -f . && commit first --quiet || exit 1
(umask 002 && git clone -q first second) || exit 1
find first -name .git -prune -o -type f -exec chmod go-rwx {} + && touch -d 2001-01-01 first/configure && echo notes >first/notes
check "an archive" sh -c "umask 077; TZ=Asia/Tokyo '$dist' first one >made 2>said"
check "its path is printed" [ "$(cat made)" = "one/$top.tar.gz" ]
check "a change that is not committed is reported" grep -q "last commit, without the changes to 1 files" said
check "another of another clone" sh -c "umask 002; TZ=UTC '$dist' second two 2>said"
check "nothing is said where all is in it" [ ! -s said ]
check "the two are the same to the byte" cmp "one/$top.tar.gz" "two/$top.tar.gz"
check "and nothing lies beside it" [ "$(ls -A one)" = "$top.tar.gz" ]
echo more >>second/LICENSE && commit second -a
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
check_fails "of what was unpacked no archive is made" "is not a git repository" "$dist" "$top" four
finish
