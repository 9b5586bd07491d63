// SPDX-License-Identifier: MIT
// Tests std::locale: the names that it accepts, and the behavior of each facet. The checks are in
// projects/locale.cpp. The tests run this program with different environment variables.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/support/host/built.hpp"
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

struct Environment {
  std::string name;
  std::vector<std::string> variables;
  std::string locale;  // the name that std::locale("") must have
};
const std::vector<Environment>& environments() {
  static const std::vector<Environment> all = {
      {"Lang", {"LANG=C.UTF-8"}, "C.UTF-8"},
      {"LangWithACountry", {"LANG=en_US.UTF-8"}, "en_US.UTF-8"},
      {"LcAllOverridesLang", {"LANG=C", "LC_ALL=de_DE.UTF-8"}, "de_DE.UTF-8"},
      {"UnknownLanguageIsAccepted", {"LANG=xx_YY.UTF-8"}, "xx_YY.UTF-8"},
      {"LcAllIsC", {"LANG=de_DE.UTF-8", "LC_ALL=C"}, "C"},
      {"NoVariableMeansTheDefaultOfMusl", {}, "C.UTF-8"},
      {"EmptyVariablesMeanTheDefaultOfMusl", {"LANG=", "LC_ALL="}, "C.UTF-8"},
      {"OneCategoryDiffers",
       {"LANG=en_US.UTF-8", "LC_NUMERIC=C"},
       "LC_CTYPE=en_US.UTF-8;LC_NUMERIC=C;LC_TIME=en_US.UTF-8;LC_COLLATE=en_US.UTF-8;"
       "LC_MONETARY=en_US.UTF-8;LC_MESSAGES=en_US.UTF-8"}};
  return all;
}
std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const Environment& one : environments()) all.push_back(one.name);
  return all;
}

template <class... Parameters>
class LocaleBy : public ByCompiler<Parameters...> {
 protected:
  std::string object() const {
    return built(compile({"-std=c++20", "-Wno-deprecated-declarations", "-c",
                          in_source("tests/libc/cxx/projects/locale.cpp")}));
  }
  std::string linked(const std::string& mode) const {
    return built(compile({object()}).add(link_options(mode)));
  }
  // Runs the program with only the variables of `environment`.
  static Output run(const std::string& program, const Environment& environment) {
    return Command{"env", "-i"}.add(environment.variables).add({program, environment.locale}).run();
  }

 private:
  Command compile(std::vector<std::string> words) const {
    return Command{in_sysroot("bin/nacre-" + this->cxx_name())}.add(std::move(words));
  }
};

class LocaleProgram : public LocaleBy<> {};
TEST_P(LocaleProgram, Compiles) { EXPECT_TRUE(exists(object())); }
INSTANTIATE_TEST_SUITE_P(By, LocaleProgram, by_compilers(), by_texts);

class LinkedLocaleProgram : public LocaleBy<std::string> {};
TEST_P(LinkedLocaleProgram, Links) { EXPECT_TRUE(exists(linked(parameter()))); }
TEST_P(LinkedLocaleProgram, WritesWideCharactersAsUtf8) {
  const Output output = run(linked(parameter()), {"", {"LANG=de_DE.UTF-8"}, "de_DE.UTF-8"});
  const std::vector<std::string> printed = lines(output.out);
  EXPECT_EQ(std::count(printed.begin(), printed.end(), "grüß 中 😀"), 1) << output.all();
}
INSTANTIATE_TEST_SUITE_P(By, LinkedLocaleProgram, by_compilers(testing::Values("static", "dynamic")),
                         by_texts);

class Locale : public LocaleBy<std::string, std::string> {};
// The program prints "ok" if all of its checks pass, in particular that of the locale's name.
TEST_P(Locale, IsThatOfTheEnvironment) {
  const Environment* environment = nullptr;
  for (const Environment& one : environments())
    if (one.name == parameter<2>()) environment = &one;
  const Output output = run(linked(parameter()), *environment);
  EXPECT_EQ(output.status, 0);
  ASSERT_FALSE(output.all().empty());
  EXPECT_EQ(lines(output.all()).back(), "ok") << output.all();
}
INSTANTIATE_TEST_SUITE_P(By, Locale,
                         by_compilers(testing::Values("static", "dynamic"), testing::ValuesIn(names())),
                         by_texts);

}  // namespace
