// SPDX-License-Identifier: MIT
// Runs the statistical test programs and dieharder, and reads their results.
#include "tests/statistics/verdict.hpp"

#include <algorithm>
#include <cstdio>
#include <set>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::statistics {

using namespace nacre::test;

namespace {

std::string program(const std::string& name) { return in_build("tests/statistics/" + name); }

// Writes all output of a test to a file in BUILD/logs/statistics.
void keep_log(const std::string& name, const std::string& text) {
  std::string file = name;
  std::replace(file.begin(), file.end(), ' ', '-');
  write_file(in_build("logs/statistics/" + file + ".log"), text);
}

Command with_backend(Command command, const std::string& backend) {
  return backend == "default" ? command : command.set("NACRE_RANDOM", backend);
}

std::string last_line(const std::string& text) {
  const std::vector<std::string> all = lines(text);
  return all.empty() ? "" : join(words(all.back()), " ");
}

}  // namespace

Verdict count(const Source& source, long calls) {
  Command command{program("count")};
  if (!source.fault.empty()) command.add({"--inject=" + source.fault});
  command.add({std::to_string(source.length), std::to_string(calls)});
  const Output output = with_backend(command, source.backend).run();
  keep_log("count " + source.backend + " " + source.fault + " " + std::to_string(source.length),
           output.all());
  const std::string figures = last_line(output.all());
  if (output.status == 0 && figures.ends_with(": good")) return {Result::good, figures};
  if (output.status == 1 && figures.find(": bad:") != figures.npos) return {Result::bad, figures};
  return {Result::unknown, "no verdict (exit " + std::to_string(output.status) + "): " + figures};
}

std::vector<Assessment> assessments(const std::string& output) {
  std::vector<Assessment> found;
  for (const std::string& line : lines(output)) {
    const std::vector<std::string> cells = split(line, '|');
    if (cells.size() < 6 || !matches(cells[5], "PASSED|WEAK|FAILED")) continue;
    found.push_back({join(words(cells[0]), ""), join(words(cells[5]), ""), std::stod(cells[4])});
  }
  return found;
}

// dieharder reports WEAK for a p-value below 0.005 or above 0.995, which is one in a hundred by chance.
// A WEAK test is repeated with new data. WEAK three times is bad: one in a million by chance for each
// p-value. FAILED is as rare, and bad at once.
Verdict dieharder(const std::vector<std::string>& command, const Source& source,
                  const std::string& options) {
  const std::string fault = source.fault.empty() ? "" : "--inject=" + source.fault + " ";
  // With -g 200, dieharder reads the bytes from its standard input.
  const std::string line = program("stream") + " " + fault + std::to_string(source.length) +
                           " | timeout 300 " + join(command, " ") + " -g 200 " + options;
  Verdict verdict;
  std::set<size_t> weak;  // the tests that were WEAK each time
  for (int round = 0; round < 3; ++round) {
    const Output output = with_backend(Command::shell(line).seconds(400), source.backend).run();
    keep_log("dieharder " + source.backend + " " + source.fault + " " + options, output.all());
    const std::vector<Assessment> all = assessments(output.out);
    if (all.empty())
      return {Result::unknown, "no verdict: " + last_line(output.err) + " " + last_line(output.out)};

    const auto [least, most] = std::minmax_element(
        all.begin(), all.end(), [](auto& one, auto& other) { return one.p_value < other.p_value; });
    char range[128];
    std::snprintf(range, sizeof range, all.size() == 1 ? "%s p %g" : "%s p %g to %g of %zu",
                  least->test.c_str(), least->p_value, most->p_value, all.size());
    verdict.figures += (round == 0 ? "" : "; again: ") + std::string(range);
    std::set<size_t> still;
    for (size_t i = 0; i < all.size(); ++i) {
      if (all[i].text == "FAILED") return {Result::bad, verdict.figures + " FAILED"};
      if (all[i].text == "WEAK" && (round == 0 || weak.contains(i))) still.insert(i);
    }
    weak = still;
    if (weak.empty()) return {Result::good, verdict.figures};
    verdict.figures += " WEAK";
  }
  verdict.result = Result::bad;
  return verdict;
}

Verdict duplicates(const std::string& backend, const std::string& arguments) {
  const Command command = Command{program("duplicates")}.add(words(arguments)).seconds(1000);
  const Output output = with_backend(command, backend).run();
  keep_log("duplicates " + backend + " " + arguments, output.all());
  const std::string figures = last_line(output.out);
  if (output.status == 0 && figures.ends_with(": good")) return {Result::good, figures};
  return {Result::bad, "exit " + std::to_string(output.status) + ": " + figures};
}

}  // namespace nacre::statistics
