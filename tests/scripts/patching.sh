# SPDX-License-Identifier: MIT
# A release is unpacked and patched, or the build stops with the file and the hunk. All of it runs inside another git
# repository, where `git apply` alone can exit 0 and change nothing.
. "$SRCDIR/tests/scripts/lib"
git init -q . && echo '/ignored' >.gitignore && mkdir ignored && cd ignored || exit 1

mkdir -p release-1/src
printf '%s\n' one two three four five >release-1/src/a.c
echo alone >release-1/src/b.c
tar -cf release.tar release-1

unpack=$SRCDIR/build-aux/unpack-source apply=$SRCDIR/build-aux/patch-source
has() { [ "$(tr '\n' ' ' <"$1")" = "$2 " ]; }
# change FILE FROM TO: a patch of src/a.c with one line of context.
change() {
    cp -r release-1 b && sed -i "s/^$2\$/$3/" b/src/a.c
    { echo "The reason." && git diff --no-index -U1 release-1/src/a.c b/src/a.c | sed 's|a/release-1/|a/|; s|b/b/|b/|'; } >"$1"
    rm -rf b
}
change three.patch three THREE
change four.patch four FOUR

check "a release is unpacked" "$unpack" release.tar source
check "a patch applies" "$apply" source three.patch
check "it changes its file" has source/src/a.c "one two THREE four five"
touch -d yesterday source/src/a.c source/src/b.c
check "the same patch applies again" "$apply" source three.patch
check "a file that does not change keeps its time" [ source/src/a.c -ot three.patch ]
check "another patch takes its place" "$apply" source four.patch
check "the first one is reverted" has source/src/a.c "one two three FOUR five"
check "a file that no patch names keeps its time" [ source/src/b.c -ot three.patch ]

sed 's/^-four/-4/' four.patch >moved.patch
check_fails "a hunk that does not match names the patch" "moved.patch does not apply" "$apply" source moved.patch
check_fails "a hunk that does not match is named with its file" "src/a.c: @@ -3,3 \\+3,3 @@" "$apply" source moved.patch
check "a failed patch leaves the source as it was" has source/src/a.c "one two three FOUR five"
sed 's|src/a.c|src/none.c|g' four.patch >nowhere.patch
check_fails "a patch of a missing file" "src/none.c: does not exist" "$apply" source nowhere.patch
echo "Only a reason." >empty.patch
check_fails "a patch without a hunk" "empty.patch does not apply|changes no file" "$apply" source empty.patch
{ cat four.patch && sed -n '/^diff/,$p' three.patch | sed 's/THREE/three/; s|/a\.c|/b.c|g; s/three/alone/; /^ /d; s/@@.*/@@ -1 +1 @@/'; } >idle.patch
check_fails "a patch that changes nothing in one of its files" "idle.patch changes nothing in src/b.c" "$apply" source idle.patch
check_fails "a patch that is not there" "there is no patch .*none.patch" "$apply" source none.patch
check_fails "a folder that unpack-source did not make" "is not a source folder from unpack-source" "$apply" release-1 three.patch

sed -i 's/^two$/TWO/' source/src/a.c
check "an edit is kept" "$apply" source four.patch
check "beside the patch" has source/src/a.c "one TWO three FOUR five"
check_fails "an edit and another patch stop the build" "both the patches and .* were changed" "$apply" source three.patch
check "and the edit is still there" has source/src/a.c "one TWO three FOUR five"

# The context lines of another author's source stay few.
few_context() {
    for patch in "$SRCDIR"/libc/*/patches/*.patch; do
        awk -v p="${patch##*/}" '
            /^@@/ { within = 1; changed = 0; run = 0; next }
            /^(diff|---|\+\+\+) / { within = 0 }
            within && /^ / { if (++run > 1 + changed) { print p ": " NR ": more than one line of context"; exit 1 } next }
            within { run = 0; changed = 1 }' "$patch" || return 1
    done
}
check "each patch has one line of context" few_context

# The list of musl's objects that nacre replaces.
with_list() { make -n -C "$BUILD/musl/obj" NACRE_OBJS_FILE="$BUILD/obj/list" NACRE_REPLACED_FILE="$work/list" lib/libc.a; }
list=$SRCDIR/libc/musl/replaced
cp "$list" "$work/list"
check "the list of replaced objects is complete" with_list
grep -v socketpair "$list" >"$work/list"
check_fails "an object that is not in the list" "src/network/socketpair.o: nacre has an object of this name" with_list
{ cat "$list" && echo src/misc/nothing; } >"$work/list"
check_fails "an object that musl does not have" "src/misc/nothing.o: no such object in musl" with_list
{ cat "$list" && echo src/misc/syslog; } >"$work/list"
check_fails "an object that nacre does not have" "src/misc/syslog.o: no object of nacre has this name" with_list
finish
