# SPDX-License-Identifier: MIT
# How a kernel of our own is patched, edited and kept: with a source that is made up, of a few lines, whose
# "kernel" is a copy of a file.
. "$SRCDIR/tests/scripts/lib"
own=$SRCDIR/kernel/own

mkdir -p linux-0/include/uapi/linux
cat >linux-0/Makefile <<'EOF'
allnoconfig:
	mkdir -p $(O)/include/config $(O)/arch/x86/boot $(O)/usr/include/linux
	cp $(KCONFIG_ALLCONFIG) $(O)/.config
	echo 0.0 >$(O)/include/config/kernel.release
bzImage:
	cp text $(O)/arch/x86/boot/bzImage
	echo made >>$(O)/made
headers:
	cp include/uapi/linux/one.h $(O)/usr/include/linux/
EOF
seq 1 20 >linux-0/text
echo '#define ONE 1' >linux-0/include/uapi/linux/one.h
tar -cf linux-0.tar linux-0
# change FILE: a patch that makes the 10th line "ten".
change() {
    cp -r linux-0 b && sed -i 's/^10$/ten/' b/text
    { echo "The reason." && git diff --no-index -U1 linux-0/text b/text | sed 's|a/linux-0/|a/|; s|b/b/|b/|'; } >"$1"
    rm -rf b
}
change one.patch
# shellcheck disable=SC2120 # check calls it with patches
build() { NACRE_KERNEL_SOURCE=$(pwd)/linux-0.tar "$own/make" work "$SRCDIR" 2 "$@"; }
has() { [ "$(sed -n "$1p" "$2")" = "$3" ]; }

build >log 2>&1
if grep -q 'cannot be fetched\|cannot resolve' log; then
    skip "how a kernel of our own is patched" "$(grep -m1 'cannot' log)"
else
    check "the source is built as it is" has 10 work/bzImage 10
    check "with a patch" build one.patch
    check "which is applied, and what was built is kept" has 10 work/bzImage ten
    check "with the headers" grep -q ONE work/headers/linux/one.h
    touch -r linux-0/text -d yesterday work/source/Makefile work/headers/linux/one.h
    : >patches-changed
    check "again" build one.patch
    check "a header that is as it was keeps its time" [ work/headers/linux/one.h -ot patches-changed ]

    sed -i 's/^15$/fifteen/' work/source/text
    check "an edit is built too" build one.patch
    check "beside the patch" has 15 work/bzImage fifteen
    sed 's/^+ten$/+TEN/' one.patch >other.patch
    check_fails "an edit and another patch at once" "both the patches and .* were changed" build other.patch
    check "and the edit is still there" has 15 work/source/text fifteen

    check "the edit is saved" "$own/save-patch" work one.patch
    check "with the text above it" has 1 one.patch "The reason."
    check "and with the patch" grep -qx '+ten' one.patch
    check "and no more of the source than its hunks need" [ "$(grep -c '^ ' one.patch)" -eq 4 ]
    check "then it is no edit" build one.patch
    change one.patch
    check "it can be taken back" build one.patch
    check "all of it" has 15 work/bzImage 15
    check "another patch" build other.patch
    check "is applied in its place" has 10 work/bzImage TEN
    check "none" build
    check "is none" has 10 work/bzImage 10

    sed 's/^-10$/-11/' one.patch >bad.patch
    check_fails "a patch that does not fit is named" "bad.patch does not apply" build bad.patch
    check "and leaves what there was" has 10 work/source/text 10
fi
check_fails "a source that is not there" "NACRE_KERNEL_SOURCE=none cannot be read" env NACRE_KERNEL_SOURCE=none "$own/make" nothing "$SRCDIR" 2
check_fails "a folder without a source" "Usage: save-patch" "$own/save-patch" nothing one.patch
finish
