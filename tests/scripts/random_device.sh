# SPDX-License-Identifier: MIT
# std::random_device takes arc4random, and no instruction of the processor.
. "$SRCDIR/tests/scripts/lib"

cat >device.cpp <<'EOF'
#include <cstdio>
#include <cstdint>
#include <random>
#include <set>
extern "C" {
// In the place of libc's: what the default token calls is counted.
int calls;
uint32_t arc4random() { ++calls; return 0x12345678; }
}
int main() {
  std::random_device device;
  bool same = true;
  for (int i = 0; i < 1000; ++i) same = device() == 0x12345678 && same;
  std::printf("%d %d\n", calls, same);
}
EOF
cat >duplicates.cpp <<'EOF'
#include <cstdio>
#include <random>
#include <set>
int main() {
  std::random_device device;
  std::set<unsigned> seen;
  int duplicates = 0;
  for (int i = 0; i < 200000; ++i) duplicates += !seen.insert(device()).second;
  std::printf("%d\n", duplicates);
  return duplicates >= 25;  // chance gives 4.7; so many once in 10^10 runs
}
EOF
check "libstdc++ refers to arc4random" sh -c "nm -u '$NACRE/lib/libstdc++.a' 2>/dev/null | grep -qw arc4random"
"$NACRE/bin/nacre-g++" -static -O2 device.cpp -o device
check "the default token calls arc4random for every number" [ "$(./device)" = "1000 1" ]
"$NACRE/bin/nacre-g++" -static -O2 duplicates.cpp -o duplicates
check "200,000 numbers repeat themselves only by chance" ./duplicates
finish
