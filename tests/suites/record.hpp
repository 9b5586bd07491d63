// SPDX-License-Identifier: MIT
// The results of one suite on one libc, in build/suites/SUITE/LIBC.results. Each result is appended
// immediately. So the next run continues where an interrupted run stopped.
#pragma once
#include <map>
#include <mutex>
#include <string>

namespace nacre::suites {

enum class State { passed, failed, skipped, unbuilt };

struct Counts {
  int passed = 0, failed = 0, skipped = 0, unbuilt = 0;
  int built() const { return passed + failed + skipped; }
};

// The content of a file of results.
struct Results {
  std::string key;    // a hash of the libraries, the recipe and the sources (key_of in run.cpp)
  bool full = false;  // whether a run of the tier "full" was completed
  std::map<std::string, State> states;
};
Results read_results(const std::string& path);

class Record {
 public:
  // Reads the results in the file. If the file has another key, removes them.
  Record(const std::string& path, const std::string& key);

  bool has(const std::string& test) const;
  // Returns whether the file had results with this key when the record was opened.
  bool continues() const { return continues_; }
  // Can be called by several threads.
  void add(const std::string& test, State state);
  // Records that a run of the tier "full" was completed.
  void add_full();
  const std::map<std::string, State>& states() const { return states_; }

 private:
  void append(const std::string& line) const;

  std::string path_;
  bool continues_ = false, full_ = false;
  std::map<std::string, State> states_;
  mutable std::mutex mutex_;
};

Counts counts(const std::map<std::string, State>& states);
const char* text_of(State state);

}  // namespace nacre::suites
