// SPDX-License-Identifier: MIT
#include "tests/support/host/debugger.hpp"

#include <sys/utsname.h>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {
namespace {

std::string find_reason() {
  utsname machine;
  uname(&machine);
  if (find_program("gdb").empty()) return "there is no gdb on this machine";
  if (!setting("HOST_NAME").starts_with(std::string(machine.machine) + "-"))
    return "this machine cannot run programs for " + setting("HOST_NAME");
  const std::string program = built(Command{in_sysroot("bin/nacre-gcc"), "-static", "-g", "-O1",
                                            in_source("tests/libc/unwinding/projects/stacks.c")});
  const std::string printed = debugged(nacre_gdb(), {"break main", "run", "backtrace"}, {program});
  if (matches(printed, "^#0 .*main")) return "";
  for (const std::string& line : lines(printed))
    if (!line.empty()) return "gdb cannot run programs here: " + line;
  return "gdb prints nothing";
}

}  // namespace

const std::string& no_debugger() {
  static const std::string reason = find_reason();
  return reason;
}

std::string debugged(const std::string& debugger, const std::vector<std::string>& commands,
                     const std::vector<std::string>& program) {
  const TemporaryFolder folder;
  return Command{debugger, "-nx",
                 "-q",     "-batch",
                 "-ex",    "set confirm off",
                 "-ex",    "set debuginfod enabled off",
                 "-x",     folder.file("commands", join(commands, "\n") + "\n"),
                 "--args"}
      .add(program)
      .in(folder.path())
      .set("LC_ALL", "C")
      .seconds(120)
      .run()
      .all();
}

std::string nacre_gdb() { return in_sysroot("bin/nacre-gdb"); }

}  // namespace nacre::test
