// SPDX-License-Identifier: MIT
// nacre-info: reports which features of nacre work on this machine. nacre-info(1) describes it.
#include <cstdio>
#include <string>
#include <string_view>

#include "tools/info/costs.hpp"
#include "tools/info/facts.hpp"
#include "tools/info/report.hpp"

namespace {

constexpr char kUsage[] =
    "Usage: nacre-info [--json] [--no-measure]\n"
    "\n"
    "Reports the source of random bytes, the vector backends, droppable memory and secret memory on\n"
    "this machine. If a feature does not work, the report says why, and how to enable it. Also\n"
    "measures how long draws of random bytes take.\n"
    "\n"
    "  --json        print one JSON object\n"
    "  --no-measure  skip the measurement, which takes up to half a second\n"
    "  --version     print the version of nacre\n"
    "  --help        print this text\n"
    "\n"
    "Exit status: 0 on success, whichever features work; 1 if the report could not be written;\n"
    "2 for an unknown argument.\n";

int write(const std::string& text) {
  if (std::fputs(text.c_str(), stdout) >= 0 && std::fflush(stdout) == 0) return 0;
  std::perror("nacre-info: cannot write the report");
  return 1;
}

}  // namespace

int main(int argc, char** argv) {
  bool as_json = false, measured = true;
  for (int i = 1; i < argc; ++i) {
    const std::string_view argument = argv[i];
    if (argument == "--help") return write(kUsage);
    if (argument == "--version") return write("nacre " NACRE_VERSION "\n");
    if (argument == "--json") {
      as_json = true;
    } else if (argument == "--no-measure") {
      measured = false;
    } else {
      std::fprintf(stderr, "nacre-info: unknown argument '%s'\n  help    nacre-info --help\n", argv[i]);
      return 2;
    }
  }
  const info::Facts facts = info::gather();
  info::Costs costs{};
  if (measured) costs = info::measure();
  const info::Costs* const shown = measured ? &costs : nullptr;
  return write(as_json ? info::json(facts, shown) : info::text(facts, shown));
}
