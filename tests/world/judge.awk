# SPDX-License-Identifier: MIT
# Holds what a suite judged on nacre and on stock musl against the known failures. In this order the files known-failures,
# nacre's results, stock's; package=NAME, least=TESTS, stock=none where stock musl has no library for the package,
# contained=no where suites can touch more than they should. Prints "ok TEST", "not ok ...", "known ...", "stock ..." and a
# last line of figures, "row ...".
function pattern(glob) {
    gsub(/[][().+?^${}|\\]/, "\\\\&", glob)
    gsub(/\*/, ".*", glob)
    return "^" glob "$"
}
FILENAME == ARGV[1] {
    if (/^#/ || $1 != package) next
    if ($3 !~ /^(ours|glibc|musl|package|here|root|unsteady)$/ || NF < 4) { print "not ok known-failures: no cause or no reason: " $0; bad++; next }
    known[++n] = $2; like[n] = pattern($2); cause[n] = $3
    reason[n] = $0; sub(/^[^ ]+ +[^ ]+ +[^ ]+ +/, "", reason[n])
    next
}
{ libc = FILENAME == ARGV[2] ? "nacre" : "stock" }
$1 == "ok" { if (!((libc, $2) in failed)) passed[libc, $2] = 1; names[$2] }
$1 == "not" { delete passed[libc, $3]; failed[libc, $3] = 1; names[$3] }
$1 == "skip" { skipped[libc]++ }
END {
    for (test in names) {
        for (k = n; k > 0 && test !~ like[k]; k--) ;
        if (("stock", test) in failed) stock_failed++
        if (("stock", test) in passed) stock_passed++
        if (k) there[k] = 1
        if (("nacre", test) in passed) {
            good++
            print "ok " test
            if (("stock", test) in failed) print "stock musl alone fails at " test
        } else if (("nacre", test) in failed) {
            if (!k) { print "not ok " test (("stock", test) in failed ? ", nor is it on stock musl" : ""); bad++; continue }
            hit[k] = 1
            if (cause[k] ~ /^(musl|package|here|root)$/ && stock != "none" && !(("stock", test) in failed)) {
                print "not ok " test ": its cause is not " cause[k] ": stock musl does not fail there"; bad++
            } else if (cause[k] ~ /^(ours|glibc)$/ && ("stock", test) in failed) {
                print "not ok " test ": its cause is not " cause[k] ": stock musl fails too"; bad++
            } else { print "known " test ": " cause[k] ": " reason[k]; expected++ }
        } else print "stock musl alone has " test
    }
    for (k = 1; k <= n; k++) {
        if (!(k in there)) { print "not ok known-failures: there is no test " known[k]; bad++ }
        else if (!(k in hit) && cause[k] !~ (contained == "no" ? "unsteady|root|here" : "unsteady|root")) { print "not ok known-failures: " known[k] " passes: take it out"; bad++ }
    }
    judged = good + bad + expected
    if (judged < least) { print "not ok only " judged + 0 " tests were judged, of " least " at least"; bad++ }
    on_stock = stock_passed + stock_failed
    if (stock != "none" && on_stock < least) { print "not ok only " on_stock " tests were judged on stock musl, of " least " at least"; bad++ }
    print "row " good + 0, bad + 0, expected + 0, skipped["nacre"] + 0, stock_passed + 0, stock_failed + 0
}
