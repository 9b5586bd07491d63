# SPDX-License-Identifier: MIT
# Pay for what you use: a program that draws nothing is what it is on stock musl.
. "$SRCDIR/tests/scripts/lib"

cat >hello.c <<'EOF'
#include <stdio.h>
int main(void) { puts("hello"); return 0; }
EOF
"$NACRE/bin/nacre-gcc" -static -Os hello.c -o ours || exit 1
stock_gcc hello.c stock -Os || exit 1

# sections: text and data, in bytes.
loaded() { size "$1" | awk 'NR == 2 { print $1 + $2 }'; }
echo "text and data: nacre $(loaded ours), stock musl $(loaded stock)"
within() { awk -v a="$(loaded ours)" -v b="$(loaded stock)" 'BEGIN { d = a - b; if (d < 0) d = -d; exit !(d <= b / 100) }'; }
check "hello world is as large as on stock musl, to within 1 %" within
check "nothing of nacre's is in it" sh -c "! nm ours | grep -i nacre | grep -v ' [WVtT] __nacre_\|no_nacre'"
"$BUILD/tests/trace_calls" "$work/ours" >ours.calls
"$BUILD/tests/trace_calls" "$work/stock" >stock.calls
check "and makes the same system calls" cmp ours.calls stock.calls
check "some at all" [ "$(wc -l <ours.calls)" -gt 3 ]
finish
