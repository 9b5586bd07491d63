# SPDX-License-Identifier: MIT
# docs/coverage.md is what its command makes of this build, and every symbol of glibc's that is missing has a
# reason.
. "$SRCDIR/tests/scripts/lib"
check "there is a reason for whatever is missing" "$SRCDIR/docs/coverage/make" "$BUILD"
"$SRCDIR/docs/coverage/make" "$BUILD" >coverage.md 2>errors
check "docs/coverage.md is up to date: make coverage" cmp coverage.md "$SRCDIR/docs/coverage.md"
mkdir copy && cp "$SRCDIR"/docs/coverage/* copy/
sed -i '/^descriptors; scandirat/d' copy/reasons
check_fails "injected: a reason that is missing" "no reason for scandirat" copy/make "$BUILD"
echo 'descriptors; read; It is there.' >>copy/reasons
check_fails "injected: a reason for nothing" "a reason for nothing: descriptors; \^\(read\)" copy/make "$BUILD"
finish
