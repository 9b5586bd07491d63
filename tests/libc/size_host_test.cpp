// SPDX-License-Identifier: MIT
// Compares static programs on nacre and on stock musl. If nacre was built with --with-string=musl and
// --with-malloc=mallocng, a program that uses no function of nacre must have about the same size on
// both. By default, it is larger on nacre, by nacre's string functions, and by mimalloc if it frees
// memory. In both cases, it must make the same system calls on both.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/string_functions.hpp"

using namespace nacre::test;

namespace {

// Returns the folder of the libc.a with musl's allocator.
std::string with_mallocng() {
  const std::string folder = in_sysroot("lib/malloc/mallocng");
  return exists(folder) ? folder : in_sysroot("lib");
}

// Returns a folder with the libc.a of a build with --with-string=musl --with-malloc=mallocng: nacre's,
// with the string functions of stock musl instead of nacre's, and with musl's allocator.
std::string with_musl_functions() {
  static const TemporaryFolder folder;
  const std::string library = folder.path("libc.a");
  if (string_functions().empty()) return with_mallocng();
  if (exists(library)) return folder.path();
  const auto members = [](const std::string& archive) {
    std::vector<std::string> found;
    for (const std::string& member : lines(Command{"ar", "t", archive}.run().out))
      if (defines_string_function(member)) found.push_back(member);
    return found;
  };
  const auto added = members(in_build("stock/lib/libc.a")),
             removed = members(with_mallocng() + "/libc.a");
  write_file(library, read_file(with_mallocng() + "/libc.a"));
  EXPECT_TRUE(succeeds(Command{"ar", "x", in_build("stock/lib/libc.a")}.add(added).in(folder.path())));
  EXPECT_TRUE(succeeds(Command{"ar", "d", library}.add(removed)));
  EXPECT_TRUE(succeeds(Command{"ar", "r", library}.add(added).in(folder.path())));
  return folder.path();
}

// Builds a program that runs `statement`, and returns its path. `sysroot` is "sysroot" for nacre, or
// "stock" for stock musl.
std::string program(const std::string& sysroot, const std::string& statement,
                    const std::vector<std::string>& options = {}) {
  std::string text = "#define _GNU_SOURCE\n";
  for (const char* header : {"fcntl", "pthread", "semaphore", "spawn", "stdio", "stdlib", "sys/signalfd",
                             "sys/socket", "unistd"})
    text += std::string("#include <") + header + ".h>\n";
  text += "int main(void) { " + statement + "; return 0; }\n";
  static const TemporaryFolder folder;
  static std::map<std::string, std::string> sources;
  const auto [source, is_new] =
      sources.try_emplace(statement, folder.path(std::to_string(sources.size()) + ".c"));
  if (is_new) write_file(source->second, text);
  return built(Command{in_build(sysroot + "/bin/nacre-gcc"), "-static", "-Os", "-w", source->second}.add(
      options));
}

// Returns the size of text and data, in bytes.
int loaded_size(const std::string& file) {
  const Output output = Command{"size", file}.run();
  const std::vector<std::string> table = lines(output.out);
  if (table.size() != 2) {
    ADD_FAILURE() << output.all();
    return 0;
  }
  const std::vector<std::string> columns = words(table[1]);
  return std::stoi(columns[0]) + std::stoi(columns[1]);
}

class Size : public testing::Test {
 protected:
  void measure(const std::string& statement, const std::vector<std::string>& options) {
    nacre = loaded_size(program("sysroot", statement, options));
    stock = loaded_size(program("stock", statement));
    std::cout << statement << (options.empty() ? "" : ", --with-string=musl --with-malloc=mallocng")
              << ": text and data: nacre " << nacre << ", stock musl " << stock << "\n";
    ASSERT_GT(nacre, 0);
    ASSERT_GT(stock, 0);
  }
  // Measures a program of a build with musl's string functions and allocator.
  void measure(const std::string& statement) { measure(statement, {"-L" + with_musl_functions()}); }
  // Returns whether nacre's program is at most 1 % larger and at most 2 % smaller. With gcc 14, some
  // programs are up to 64 bytes smaller. A program that is more than 2 % smaller lacks something.
  bool is_similar() const {
    const int difference = nacre - stock;
    return difference * 100 <= stock && -difference * 50 <= stock;
  }
  int nacre = 0, stock = 0;
};

// These functions need no fallback, so they have about the size that they have in stock musl.
class SizeOfUnchanged : public Size, public testing::WithParamInterface<const char*> {};
TEST_P(SizeOfUnchanged, IsAtMostOnePercentMore) {
  measure(GetParam());
  EXPECT_TRUE(is_similar()) << "nacre " << nacre << " bytes, stock musl " << stock << " bytes";
}
INSTANTIATE_TEST_SUITE_P(Program, SizeOfUnchanged,
                         testing::Values("fork()", "int ends[2]; pipe(ends)", "accept(0, 0, 0)",
                                         "sem_timedwait(0, 0)", "fopen(\"a\", \"re\")", "malloc(1)",
                                         "puts(\"hello\")"),
                         by_text);

// pthread_create keeps the stacks of ended threads (libc/threads/stack_cache.cpp).
TEST_F(Size, OfPthreadCreateIsAtMost1KibMore) {
  measure("pthread_create(0, 0, 0, 0)");
  EXPECT_LE(nacre - stock, 1024);
}

// By default, a small program has nacre's string functions for each instruction set.
TEST_F(Size, OfPutsIsAtMost4KibMore) {
  if (string_functions().empty()) GTEST_SKIP() << "configure --with-string=musl";
  measure("puts(\"hello\")", {});
  EXPECT_LE(nacre - stock, 4096);
  EXPECT_GT(nacre - stock, 500) << "the program lacks nacre's string functions";
}

// A program that frees memory contains mimalloc.
TEST_F(Size, OfMallocIsAtMost128KibMore) {
  if (with_mallocng() == in_sysroot("lib")) GTEST_SKIP() << "configure --with-malloc=mallocng";
  measure("void *volatile block = malloc(1); free(block)", {});
  EXPECT_LE(nacre - stock, 128 * 1024);
  EXPECT_GT(nacre - stock, 32 * 1024) << "the program lacks mimalloc";
}
// A program that allocates and never frees contains the same small function as on stock musl.
TEST_F(Size, OfMallocWithoutFreeIsAtMost4KibMore) {
  measure("*(volatile char*)malloc(1) = 1", {});
  EXPECT_LE(nacre - stock, 4096);
}

// These functions have a fallback for kernels without the system call. The fallback holds the child
// lock, so that no child inherits the descriptor (docs/descriptors.md).
class SizeWithAFallback : public Size, public testing::WithParamInterface<const char*> {};
TEST_P(SizeWithAFallback, IsAtMost450BytesMore) {
  measure(GetParam());
  EXPECT_LE(nacre - stock, 450);
}
INSTANTIATE_TEST_SUITE_P(Program, SizeWithAFallback,
                         testing::Values("socket(1, 1, 0)", "int ends[2]; socketpair(1, 1, 0, ends)",
                                         "int ends[2]; pipe2(ends, O_CLOEXEC)", "accept4(0, 0, 0, 0)",
                                         "signalfd(0, 0, 0)"),
                         by_text);

// dup3 closes the descriptor that it replaces, and a close may block. So the fallback of dup3 duplicates
// this descriptor first, and closes the duplicate after it has released the child lock.
TEST_F(Size, OfDup3IsAtMost700BytesMore) {
  measure("dup3(0, 1, 0)");
  EXPECT_LE(nacre - stock, 700);
}
// posix_spawn is larger, because it also serves pidfd_spawn and more file actions.
TEST_F(Size, OfPosixSpawnIsAtMost400BytesMore) {
  measure("posix_spawn(0, 0, 0, 0, 0, 0)");
  EXPECT_LE(nacre - stock, 400);
}
// Shows that the comparison finds a difference: getentropy is larger than in stock musl.
TEST_F(Size, OfRandomBytesIsDifferent) {
  measure("char bytes[9]; getentropy(bytes, 9)");
  EXPECT_FALSE(is_similar());
}

const char kHello[] = "puts(\"hello\")";

// Only the hooks __nacre_... that musl calls, and their empty default no_nacre, may be in the program.
TEST(ProgramWithoutRandomFunctions, HasNothingOfNacre) {
  const Output names = Command{"nm", program("sysroot", kHello, {"-L" + with_musl_functions()})}.run();
  EXPECT_EQ(names.status, 0) << names.all();
  for (const std::string& line : lines(names.out)) {
    if (matches(line, "[nN][aA][cC][rR][eE]")) {
      EXPECT_TRUE(matches(line, " [WVtT] __nacre_|no_nacre")) << line;
    }
  }
}

// Returns the system calls of the program, one per line.
std::string calls_of(const std::string& sysroot) {
  return Command{in_build("tests/trace_calls"), program(sysroot, kHello)}.run().out;
}
// Shows that the next test does not compare two empty lists.
TEST(ProgramWithoutRandomFunctions, MakesSystemCallsThatAreTraced) {
  EXPECT_GT(lines(calls_of("sysroot")).size(), 3U);
}
TEST(ProgramWithoutRandomFunctions, MakesTheSystemCallsOfStockMusl) {
  EXPECT_EQ(calls_of("sysroot"), calls_of("stock"));
}

}  // namespace
