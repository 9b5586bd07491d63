# SPDX-License-Identifier: MIT
# What a runner of tests makes of programs that fail, crash, break off or skip, and how it closes.
. "$SRCDIR/tests/scripts/lib"

cat >runner <<'END2'
set -u
srcdir=$SRCDIR build=$BUILD logs=logs
mkdir -p logs
. "$SRCDIR/tests/counting"
for file; do script "$file"; done
conclude
END2
echo '. "$SRCDIR/tests/scripts/lib"; check one true; check two true; skip three "no such thing"; finish' >good.sh
echo '. "$SRCDIR/tests/scripts/lib"; check one true; check two false; finish' >bad.sh
echo '. "$SRCDIR/tests/scripts/lib"; check one true; kill -SEGV $$' >crashing.sh
echo '. "$SRCDIR/tests/scripts/lib"; check one true; exit 0' >short.sh

closes() { # LINE EXIT FILE...: the runner's last line, and its exit code
    line=$1 want=$2
    shift 2
    rc=0
    sh ./runner "$@" >said 2>&1 || rc=$?
    cat said
    [ "$(tail -n 1 said)" = "$line" ] && [ $rc -eq "$want" ]
}
check "what passes is counted" closes "2 passed, 0 failed" 0 good.sh
check "what is skipped is told with its reason" grep -q '^nacre: skipped: three: no such thing$' said
check "what fails is counted" closes "3 passed, 1 failed" 1 good.sh bad.sh
check "what crashes is a failure" closes "1 passed, 1 failed" 1 crashing.sh
check "what ends before its end is a failure" closes "1 passed, 1 failed" 1 short.sh
check "what failed is told again at the end" closes "4 passed, 2 failed" 1 bad.sh good.sh short.sh
grep '^nacre: failed: ' said >failures
check "by its script and name" grep -qx 'nacre: failed: bad: two: false' failures
check "also what broke off" grep -qx 'nacre: failed: short: did not come to its end (exit 0)' failures
check "and nothing else" [ "$(wc -l <failures)" -eq 2 ]
finish
