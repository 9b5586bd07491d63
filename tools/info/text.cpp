// SPDX-License-Identifier: MIT
// Prints the report as text.
#include <cstdio>

#include "tools/info/report.hpp"
#include "tools/info/unavailable.hpp"

namespace info {
namespace {

std::string line(const char* label, const std::string& what) {
  char start[24];
  std::snprintf(start, sizeof start, "%-18s", label);
  return start + what + '\n';
}

std::string help(const Unavailable& unavailable) {
  return unavailable.help.empty() ? "" : line("  help", unavailable.help);
}

// Returns the lines for a feature: "yes", or "no" with the reason and the help.
std::string availability(const char* label, const Unavailable& unavailable) {
  return line(label, unavailable.reason.empty() ? "yes" : "no: " + unavailable.reason) +
         help(unavailable);
}

std::string number(std::size_t value) { return std::to_string(value); }

std::string draws(const Facts& facts) {
  const nacre_random_report& random = facts.random;
  const Unavailable unavailable = of_draws(facts);
  if (random.state_size == 0)
    return line("draws", "by system call: " + unavailable.reason) + help(unavailable);
  std::string text =
      line("draws", "by the vDSO, " + number(random.state_size) + " bytes of state per thread, " +
                        number(random.states) + " states in the first mapping, pages of " +
                        number(random.page_size) + " bytes");
  if (!unavailable.reason.empty())
    text += line("", "some by system call: " + unavailable.reason) + help(unavailable);
  text += line("long draws", random.backend_from == 0
                                 ? "by system call above " + number(random.vdso_to) + " bytes"
                                 : std::string("by ") + random.backend + " from " +
                                       number(random.backend_from) + " bytes on");
  return text;
}

std::string vectors(const Facts& facts) {
  std::string text;
  for (const Vector& vector : facts.vectors) {
    text += (text.empty() ? "" : ", ") + vector.name;
    text += vector.usable ? " from " + number(vector.from) + " bytes on" : " not usable";
  }
  return line("vectors", text.empty() ? "none for this architecture" : text);
}

std::string costs_of(const Costs& costs) {
  std::string text;
  for (const Cost& cost : costs.costs) {
    char words[96];
    if (cost.nanoseconds > 0)
      std::snprintf(words, sizeof words, "%4zu bytes by %-11s %7.0f ns", cost.bytes, cost.call,
                    cost.nanoseconds);
    else
      std::snprintf(words, sizeof words, "%4zu bytes by %-11s unavailable", cost.bytes, cost.call);
    text += line(text.empty() ? "a draw costs" : "", words);
  }
  return text;
}

}  // namespace

std::string text(const Facts& facts, const Costs* costs) {
  std::string text = line("nacre " NACRE_VERSION, "on Linux " + facts.release + " " + facts.machine);
  text += draws(facts) + vectors(facts);
  text += availability("droppable memory", of_droppable(facts)) +
          availability("memfd_secret", of_secret(facts));
  if (!facts.choice.empty()) {
    const Unavailable unavailable = of_choice(facts);
    text += line("NACRE_RANDOM", unavailable.reason.empty() ? facts.choice : unavailable.reason) +
            help(unavailable);
  }
  if (costs != nullptr) text += costs_of(*costs);
  return text;
}

}  // namespace info
