// SPDX-License-Identifier: MIT
// kernel_offers: prints one line that says whether nacre can use the vDSO's getrandom. The line also has
// the parameters of the function, or the reason why the function cannot be used.
#include <nacre/random.h>
#include <sys/random.h>
#include <sys/utsname.h>

#include <cstdio>

int main() {
  utsname system{};
  uname(&system);
  unsigned char byte;
  (void)getrandom(&byte, 1, 0);  // the first call maps the state's memory, which can fail
  nacre_random_report report{};
  if (nacre_random_describe(&report, sizeof report) != 0) return 1;
  std::printf("Linux %s %s: vDSO getrandom: ", system.release, system.machine);
  if (*report.reason != 0) {
    std::printf("no, %s\n", report.reason);
    return 0;
  }
  std::printf("yes, %zu bytes of state per thread in droppable memory", report.state_size);
  if (report.backend_from != 0)
    std::printf("; %s from %zu bytes on", report.backend, report.backend_from);
  std::putchar('\n');
}
