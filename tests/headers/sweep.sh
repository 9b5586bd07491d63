# SPDX-License-Identifier: MIT
# All of what tests/headers/sweep_host_test.cpp takes a sample of, the lists that it reads, and the second source of the kernel's
# headers.
. "$SRCDIR/tests/scripts/lib"
tests=$SRCDIR/tests/headers

# The list of pairs has all that the headers' names give.
"$tests/find-pairs" "$BUILD" "$work/pairs" >found || echo "not ok the pairs are found: find-pairs failed"
check "many pairs are found" [ "$(wc -l <found)" -gt 300 ]
awk '!/^#/ { for (i = 2; i <= NF; i++) print $1, $i }' "$tests/pairs" | LC_ALL=C sort -u >listed
is_empty() { cat "$1" && [ ! -s "$1" ]; }
LC_ALL=C comm -23 found listed >unlisted
check "tests/headers/pairs has every pair that find-pairs finds" is_empty unlisted

sweep() { "$tests/check" "$BUILD" "$SRCDIR" "$work/sweep" >swept; rc=$?; cat swept; return $rc; }
check "nothing that glibc or stock musl accepts is rejected" sweep
cat swept

# What was given up is rejected, or it needs no excuse.
awk '!/^#/ && NF { for (i = 3; i <= NF && $i != ":"; i++) print ($1 == "kernel-first" ? $2 " " $i : $1 == "libc-first" ? $i " " $2 : $2) }' \
    "$tests/given-up" | LC_ALL=C sort -u >given-up
awk '{ $1 = ""; sub(/^ /, ""); print }' sweep/nacre.rejected | LC_ALL=C sort -u >rejected
LC_ALL=C comm -23 given-up rejected >stale
check "what tests/headers/given-up lists is rejected" is_empty stale

# The kernel's source gives the same headers as Debian's package of them.
kernel_arch=$(awk -v a="$(setting ARCH)" '$1 == a { print $2 }' "$SRCDIR/kernel/abi/architectures")
awk '$1 == "kernel-headers" { $3 = "0000000000000000000000000000000000000000000000000000000000000000"; $4 = "pool/none"; $5 = "-" } { print }' \
    "$SRCDIR/build-aux/pins" >pins
first_is_missing() { NACRE_PINS=$work/pins "$SRCDIR/kernel/headers/make" "$work/second" "$kernel_arch"; }
if [ -n "$(setting WITH_KERNEL_HEADERS)" ]; then skip "the second source" "this build has other headers of the kernel"; else
    check "the headers are made from the kernel's source when the package is missing" first_is_missing
    check "they are the same" diff -r second "$BUILD/kernel-headers"
fi
finish
