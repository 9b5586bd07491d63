// SPDX-License-Identifier: MIT
#include "tests/suites/record.hpp"

#include <fstream>
#include <stdexcept>

#include "tests/support/host/files.hpp"

namespace nacre::suites {

using namespace nacre::test;

namespace {

constexpr State kStates[] = {State::passed, State::failed, State::skipped, State::unbuilt};

}  // namespace

const char* text_of(State state) {
  switch (state) {
    case State::passed: return "passed";
    case State::failed: return "failed";
    case State::skipped: return "skipped";
    case State::unbuilt: return "unbuilt";
  }
  return "";
}

Results read_results(const std::string& path) {
  Results found;
  for (const Strings& row : table_rows(read_file(path))) {
    if (row.size() != 2) continue;  // a line that was not written completely
    if (row[0] == "key") found.key = row[1];
    if (row[0] == "tier") found.full = row[1] == "full";
    for (const State state : kStates)
      if (row[0] == text_of(state)) found.states[row[1]] = state;
  }
  return found;
}

Record::Record(const std::string& path, const std::string& key) : path_(path) {
  const Results old = exists(path) ? read_results(path) : Results();
  continues_ = old.key == key;
  if (continues_)
    states_ = old.states, full_ = old.full;
  else
    replace_file(path_, "key " + key + "\n");
}

bool Record::has(const std::string& test) const {
  const std::lock_guard lock(mutex_);
  return states_.contains(test);
}

void Record::add(const std::string& test, State state) {
  const std::lock_guard lock(mutex_);
  states_[test] = state;
  append(std::string(text_of(state)) + " " + test);
}

void Record::add_full() {
  const std::lock_guard lock(mutex_);
  if (!full_) append("tier full");
  full_ = true;
}

void Record::append(const std::string& line) const {
  std::ofstream file(path_, std::ios::app);
  file << line << "\n";
  if (!file.flush()) throw std::runtime_error("cannot write " + path_);
}

Counts counts(const std::map<std::string, State>& states) {
  Counts found;
  for (const auto& [test, state] : states)
    ++(state == State::passed    ? found.passed
       : state == State::failed  ? found.failed
       : state == State::skipped ? found.skipped
                                 : found.unbuilt);
  return found;
}

}  // namespace nacre::suites
