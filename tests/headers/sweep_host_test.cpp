// SPDX-License-Identifier: MIT
// nacre must compile each header, and each pair of headers, that glibc or stock musl compiles (see
// sweep.hpp). `make check` tests a sample. `make check-headers` also runs the disabled tests, which
// compile everything.
#include "tests/headers/sweep.hpp"

using namespace nacre::test;

namespace {

const Sweep& sample() {
  static const Sweep done = sweep(16, in_sysroot("bin/nacre-gcc"));
  return done;
}

TEST(HeaderSweep, SampleHasNoRegression) { EXPECT_EQ(sample().regressions, Strings()); }

TEST(HeaderSweep, SampleHasMoreThan800Compilations) { EXPECT_GT(compilations(16).size(), 800U); }

// Runs the sweep with stock musl in place of nacre. The sweep must find that stock musl rejects
// combinations that glibc accepts.
TEST(HeaderSweep, HeadersOfMuslHaveRegressions) {
  EXPECT_FALSE(sweep(60, in_build("stock/bin/nacre-gcc")).regressions.empty());
}

const Sweep& whole() {
  static const Sweep done = sweep(1, in_sysroot("bin/nacre-gcc"));
  return done;
}

TEST(HeaderSweep, DISABLED_HasNoRegression) {
  EXPECT_EQ(whole().regressions, Strings());
  std::cout << whole().compilations << " compilations, " << whole().rejected.size()
            << " rejected by nacre\n";
}

// nacre must reject each combination in tests/headers/no-longer-compiling. If it accepts one, delete it
// there.
TEST(HeaderSweep, DISABLED_RejectsCombinationsThatNoLongerCompile) {
  StringSet rejected, no_longer_compiling;
  for (const std::string& line : whole().rejected) rejected.insert(line.substr(line.find(' ') + 1));
  for (const Strings& row : table("no-longer-compiling")) {
    const std::string &order = row.at(0), &kernel = row.at(1);
    if (order == "alone") no_longer_compiling.insert(kernel);
    for (size_t i = 2; row.at(i) != ":"; ++i)
      no_longer_compiling.insert(order == "kernel-first" ? kernel + " " + row[i]
                                                         : row[i] + " " + kernel);
  }
  EXPECT_FALSE(no_longer_compiling.empty());
  EXPECT_EQ(without(no_longer_compiling, rejected), StringSet())
      << "nacre accepts these; delete them in tests/headers/no-longer-compiling";
}

// kernel/headers/write-headers takes the kernel's headers from Debian's package, or, if the package
// cannot be fetched, makes them from the kernel's source. Both must give the same files.
TEST(HeaderSweep, DISABLED_SourceOfTheKernelHasTheHeadersOfThePackage) {
  if (!setting("WITH_KERNEL_HEADERS").empty())
    GTEST_SKIP() << "this build was configured with other kernel headers";
  const TemporaryFolder folder;
  std::string pins;  // a copy of build-aux/pins, with a package that cannot be fetched
  for (const std::string& line : lines(read_file(in_source("build-aux/pins"))))
    if (Strings fields = words(line); !fields.empty() && fields[0] == "kernel-headers") {
      fields.at(2) = std::string(64, '0'), fields.at(3) = "pool/none", fields.at(4) = "-";
      pins += join(fields, " ") + "\n";
    } else
      pins += line + "\n";
  const std::string arch =
      *captures(read_file(in_source("kernel/abi/architectures")), "^" + setting("ARCH") + " +([^ ]+)")
           .begin();
  ASSERT_TRUE(succeeds(Command{in_source("kernel/headers/write-headers"), folder.path("second"), arch}
                           .set("NACRE_PINS", folder.file("pins", pins))
                           .seconds(3600)));
  EXPECT_TRUE(succeeds(Command{"diff", "-r", folder.path("second"), kernel_headers()}));
}

}  // namespace
