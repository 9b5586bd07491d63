# SPDX-License-Identifier: MIT
# The comparison: what it writes, and that a peer which is missing is a row and one that crashes an error.
. "$SRCDIR/tests/scripts/lib"

tab=$(printf '\t')
peer() { printf '%s\t%s\t%s\n' "$1" "$2" "$3" >>peers; }
merge() { "$BUILD/bench/merge" --peers=peers --out=. --flags="--benchmark_min_time=0.001 --benchmark_filter='$1'" ; }

peer syscall run "$BUILD/bench/draws-nacre --peer=syscall"
peer nacre run "$BUILD/bench/draws-nacre --peer=libc"
peer absent missing 'not here, "today"'
peer openssl run "$BUILD/bench/draws-nacre --peer=openssl"
check "a tiny run" merge '^(fill/(1|16)/|uniform/6/|over_vdso/1/|first_draw_process)'
check "the columns" [ "$(head -n 1 random.csv)" = peer,op,bytes,threads,ns_median,ns_iqr,status ]
row() { grep -qE "^$1\$" random.csv; }
check "a figure for one thread" row 'nacre,fill,16,1,[0-9.]+,0.000,ok'
check "and for several" row 'nacre,fill,16,4,[0-9.]+,0.000,ok'
check "an operation of libcs only" row 'nacre,uniform/6,4,1,[0-9.]+,0.000,ok'
check "which others do not have" row 'syscall,uniform/6,4,1,,,not an operation of this peer'
check "a fresh process" row 'syscall,first_draw_process,16,1,[0-9.]+,0.000,ok'
check "a missing peer is a row with its reason" row 'absent,fill,16,1,,,"not here, ""today"""'
check "also one that says so itself" row 'openssl,fill,16,1,,,.*loading not supported'
check "each peer has a row for each point" [ "$(cut -d, -f1 random.csv | sort | uniq -c | awk '{ print $1 }' | sort -u | wc -l)" -eq 2 ]
check "every row has the columns" sh -c "! sed 's/\"[^\"]*\"//g' random.csv | grep -vE '^([^,]*,){6}[^,]*\$'"
check "the machine is described" grep -q '^kernel: Linux' machine.txt
if have python3; then
    check "the JSON has as many results" python3 -c "
import json
with open('random.json') as f: parsed = json.load(f)
with open('random.csv') as f: rows = len(f.readlines()) - 1
assert len(parsed['results']) == rows and parsed['machine']['kernel']"
else
    skip "the JSON" "there is no python3 on this machine"
fi
check "nothing half-written is left" sh -c '! ls *.part'

cp random.csv before.csv
printf '#!/bin/sh\necho "ns%sfill%s16%s1%s5.0"\nkill -SEGV $$\n' "$tab" "$tab" "$tab" "$tab" >crash
printf '#!/bin/sh\necho "about%ssomething"\n' "$tab" >short
chmod +x crash short
peer crashing run "$work/crash"
check_fails "a crash is an error, which says of what" "peer 'crashing' was ended by a signal: Segmentation fault" merge '^fill/1/'
check_fails "and how far it came" "fill${tab}16${tab}1" merge '^fill/1/'
grep -v crashing peers >others && mv others peers
peer silent run "$work/short"
check_fails "so is one that ends too soon" "peer 'silent' stopped before its end" merge '^fill/1/'
check "the results of before are kept" cmp random.csv before.csv
check_fails "and a filter that leaves nothing" "the filter leaves nothing" sh -c "grep ^nacre peers >one; '$BUILD/bench/merge' --peers=one --flags=--benchmark_filter=none"
grep -v silent peers >others && mv others peers
peer none run "$work/no-such-program"
check_fails "and one that cannot be started" "peer 'none' failed with exit code 127" merge '^fill/1/'
finish
