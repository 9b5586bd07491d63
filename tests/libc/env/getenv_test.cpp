// SPDX-License-Identifier: MIT
// Compares getenv with a plain search of the environment.
#include <gtest/gtest.h>
#include <stdlib.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "tests/libc/string/guarded_pages.hpp"

namespace {

// Replaces the environment for as long as the object exists.
class Environment {
 public:
  explicit Environment(char** entries) { environ = entries; }
  Environment(const Environment&) = delete;
  Environment& operator=(const Environment&) = delete;
  ~Environment() { environ = before_; }

 private:
  char** const before_ = environ;
};

const char* search(char** entries, const std::string& name) {
  if (name.empty() || name.find('=') != std::string::npos) return nullptr;
  for (; *entries != nullptr; ++entries)
    if (std::string(*entries).rfind(name + "=", 0) == 0) return *entries + name.size() + 1;
  return nullptr;
}

std::string random_text(std::mt19937& random, size_t longest) {
  std::string text;
  for (size_t length = random() % (longest + 1); text.size() < length;) text += "AB="[random() % 3];
  return text;
}

TEST(Getenv, FindsTheFirstEntryOfTheName) {
  std::mt19937 random(1);
  for (int round = 0; round < 20000; ++round) {
    std::vector<std::string> texts(random() % 12);
    std::vector<char*> entries;
    for (std::string& text : texts) {
      text = random_text(random, 8);
      entries.push_back(text.data());
    }
    entries.push_back(nullptr);
    const std::string name = random_text(random, 5);
    const Environment environment(entries.data());
    ASSERT_EQ(getenv(name.c_str()), search(entries.data(), name)) << name;
  }
}
TEST(Getenv, FindsNothingInNoEnvironment) {
  const Environment environment(nullptr);
  EXPECT_EQ(getenv("PATH"), nullptr);
}
TEST(Getenv, ReadsNothingBehindAnEntryOrTheName) {
  const nacre::test::GuardedPages entry_pages, name_pages;
  const std::string text = "NAME=value", name = "NAMES";
  for (size_t length = 0; length <= text.size(); ++length)
    for (size_t name_length = 0; name_length <= name.size(); ++name_length) {
      auto const entry = reinterpret_cast<char*>(entry_pages.end()) - length - 1;
      auto const wanted = reinterpret_cast<char*>(name_pages.end()) - name_length - 1;
      strcpy(entry, text.substr(0, length).c_str());
      strcpy(wanted, name.substr(0, name_length).c_str());
      char* entries[] = {entry, nullptr};
      const Environment environment(entries);
      EXPECT_EQ(getenv(wanted), search(entries, wanted)) << entry << " " << wanted;
    }
}

}  // namespace
