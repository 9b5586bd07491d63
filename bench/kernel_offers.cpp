// SPDX-License-Identifier: MIT
// One line: does this kernel give nacre its vDSO getrandom, and if not, why not.
#include <elf.h>
#include <sys/utsname.h>
#include <process.hpp>
#include <syscall.hpp>
#include <vdso.hpp>
#include <vgetrandom.hpp>

#include <cstdio>
#include <cstring>

namespace {

using namespace nacre::sys;

void explain(char* text, size_t size) {
  if (auxiliary_value(AT_SYSINFO_EHDR) == 0) {
    std::snprintf(text, size, "no, the process has no vDSO (vdso=0, or an emulator)");
  } else if (VdsoImage::of_this_process().find(kVgetrandomVersion, kVgetrandomSymbol) == nullptr) {
    std::snprintf(text, size, "no, the vDSO has no %s (it came with Linux 6.11)", kVgetrandomSymbol);
  } else if (vgetrandom.find() == nullptr) {
    std::snprintf(text, size, "no, the vDSO has the function, which says that this CPU cannot");
  } else if (const auto page = map_anonymous(auxiliary_value(AT_PAGESZ), vgetrandom.protection(),
                                             vgetrandom.map_flags());
             !page.ok()) {
    std::snprintf(text, size, "no, droppable memory is refused: %s", std::strerror(page.error()));
  } else {
    std::snprintf(text, size, "yes, %zu bytes of state a thread in droppable memory",
                  vgetrandom.state_size());
  }
}

}  // namespace

int main() {
  utsname system{};
  uname(&system);
  char text[160];
  explain(text, sizeof text);
  std::printf("Linux %s %s: vDSO getrandom: %s\n", system.release, system.machine, text);
}
