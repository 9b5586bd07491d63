// SPDX-License-Identifier: MIT
// Tests programs with unusual vDSOs: malformed images, unusual requirements and unexpected results. Each
// draw must have the result of the system call (hazard malformed-vdso in libc/random/HAZARDS.md, which
// explains draws and states).
#include <gtest/gtest.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/states.hpp"
#include "tests/support/trace.hpp"
#include "tests/support/vdso_image.hpp"
#include "tests/support/vdso_patch.hpp"

namespace {

using test::Hash;
using Image = test::VdsoImage;

// Traces a program that starts with this image as its vDSO, `offset` bytes into a page.
test::Trace draws_with(const std::vector<unsigned char>& image, size_t offset = 0) {
  return test::trace_program_with_vdso({test::program("draws"), "20", "16", "2"}, image, offset);
}
// Expects that all draws of the traced program are system calls: 20 draws in each of three threads, and
// more than ten calls of other random functions. The program must map no memory for states.
void expect_system_calls(const test::Trace& trace, const std::string& what) {
  static const size_t maps =
      test::trace_program({test::program("draws"), "20", "16", "2"}, test::Start::without_vdso)
          .count(test::kMapCall);
  EXPECT_EQ(trace.end, "exit 0") << what;
  EXPECT_GE(trace.count(SYS_getrandom), 70u) << what;
  EXPECT_EQ(trace.count(test::kMapCall), maps) << what << ": the program mapped memory for states";
}
#define NEEDS_VDSO()                                              \
  NEEDS_64_BIT_IMAGES();                                          \
  if (nacre::sys::VdsoImage::of_this_process().base() == nullptr) \
  GTEST_SKIP() << "this process has no vDSO to replace"

// Returns the image with a getrandom function that fails with ENOSYS. A program that accepts the image
// calls this function, and must then make the system call.
std::vector<unsigned char> with_failing_function(std::vector<unsigned char> image) {
  const auto code = test::code_returning(-ENOSYS);
  if (image.size() < Image::kSize) return image;
  image.resize(std::max(image.size(), Image::kFunction + code.size()));
  std::copy(code.begin(), code.end(), image.begin() + Image::kFunction);
  return image;
}

// The images are the seeds of the fuzzer for the vDSO parser. Some are valid, and some are malformed.
TEST(VdsoUnusual, ProgramStartsAndDrawsWithAnyImage) {
  NEEDS_VDSO();
  for (const auto& seed : test::vdso_seeds())
    expect_system_calls(draws_with(with_failing_function(seed.bytes)), seed.name);
}

// The image claims to be so long that a table far away from it would be in the image.
TEST(VdsoUnusual, ImageAsLargeAsMemoryIsRejected) {
  NEEDS_VDSO();
  for (const uint64_t length : {uint64_t{1} << 62, ~uint64_t{0}, uint64_t{1} << 41})
    for (const auto table : {DT_STRTAB, DT_SYMTAB, DT_HASH, DT_VERDEF}) {
      Image image(Hash::sysv);
      image.put(Image::kLoad + offsetof(Elf64_Phdr, p_filesz), length).point(table, uint64_t{1} << 40);
      expect_system_calls(draws_with(with_failing_function(image.bytes())),
                          "length " + std::to_string(length) + ", dynamic tag " + std::to_string(table));
    }
}

TEST(VdsoUnusual, ImageThatIsNotPageAlignedIsRejected) {
  NEEDS_VDSO();
  const Image image(Hash::both);
  expect_system_calls(draws_with(with_failing_function(image.bytes()), 64), "64 bytes into its page");
}

// Returns an image whose function requires this size and this kind of memory for its states.
std::vector<unsigned char> image_that_requires(uint32_t size, uint32_t protection, uint32_t map_flags) {
  const auto code = test::code_reporting_params(size, protection, map_flags);
  Image image(Hash::both);
  image.put(Image::kLoad + offsetof(Elf64_Phdr, p_filesz), uint64_t{Image::kFunction + code.size()});
  auto bytes = image.bytes();
  bytes.resize(Image::kFunction + code.size());
  std::copy(code.begin(), code.end(), bytes.begin() + Image::kFunction);
  return bytes;
}
constexpr uint32_t kReadWrite = PROT_READ | PROT_WRITE;
constexpr uint32_t kDroppable = 0x08, kMapFlags = kDroppable | MAP_ANONYMOUS;

// A function with the usual requirements must be used. This shows that the functions in the tests below
// are rejected only because of their unusual requirements. The function returns no bytes, so each draw
// is a system call in the end.
TEST(VdsoUnusual, FunctionWithTheUsualRequirementsIsUsed) {
  NEEDS_VGETRANDOM();
  const auto trace = draws_with(image_that_requires(144, kReadWrite, kMapFlags));
  EXPECT_EQ(trace.end, "exit 0");
  EXPECT_EQ(trace.droppable_maps(), 1u);
  EXPECT_GE(trace.count(SYS_getrandom), 70u) << "a draw must reject the function's result, 0 bytes";
}

TEST(VdsoUnusual, FunctionWithAnUnusualStateSizeIsRejected) {
  NEEDS_VDSO();
  const auto page = static_cast<uint32_t>(getpagesize());
  // The last three sizes fit in a page. But a state may use at most half a page, because the libc stores
  // a key behind it.
  for (const uint32_t size : {0U, ~0U, 1U << 31, page + 1, page, page - 8, page - 40})
    expect_system_calls(draws_with(image_that_requires(size, kReadWrite, kMapFlags)),
                        "state size " + std::to_string(size));
}

// The first functions require memory that cannot be both read and written. The others require memory
// that is not droppable: a fork child would inherit the states in it and draw the same bytes.
TEST(VdsoUnusual, FunctionThatRequiresOtherMemoryIsRejected) {
  NEEDS_VDSO();
  for (const uint32_t protection : {0, PROT_READ, PROT_WRITE, PROT_EXEC})
    expect_system_calls(draws_with(image_that_requires(144, protection, kMapFlags)),
                        "protection " + std::to_string(protection));
  for (const uint32_t flags :
       {0, MAP_PRIVATE | MAP_ANONYMOUS, MAP_SHARED | MAP_ANONYMOUS, MAP_ANONYMOUS})
    expect_system_calls(draws_with(image_that_requires(144, kReadWrite, flags)),
                        "flags " + std::to_string(flags));
}

// A call of a random function. If the vDSO provides no bytes, the function makes one system call, for
// `length` bytes with `flags`.
struct Draw {
  const char* name;
  size_t length;
  unsigned flags;
  std::function<bool(unsigned char*)> call;
};
std::vector<Draw> all_draws() {
  std::vector<Draw> draws;
  for (const size_t length : {1, 2, 16, 63, 64, 100, 256, 288, 289, 5000})
    for (const unsigned flags :
         {0U, unsigned{GRND_NONBLOCK}, unsigned{GRND_RANDOM}, 4U /* GRND_INSECURE */})
      draws.push_back({"getrandom", length, flags, [=](unsigned char* out) {
                         return getrandom(out, length, flags) == static_cast<ssize_t>(length);
                       }});
  for (const size_t length : {1, 16, 63, 100, 256})
    draws.push_back(
        {"getentropy", length, 0, [=](unsigned char* out) { return getentropy(out, length) == 0; }});
  for (const size_t length : {1, 16, 63, 100, 300, 5000})
    draws.push_back({"arc4random_buf", length, 0, [=](unsigned char* out) {
                       arc4random_buf(out, length);
                       return true;
                     }});
  draws.push_back({"arc4random", 4, 0, [](unsigned char*) { return arc4random(), true; }});
  // For these bounds, arc4random_uniform rejects no number.
  for (const auto& [bytes, bound] : {std::pair{1, 1U << 8}, {2, 1U << 16}, {3, 1U << 24}, {4, 1U << 31}})
    draws.push_back({"arc4random_uniform", static_cast<size_t>(bytes), 0,
                     [bound = bound](unsigned char*) { return arc4random_uniform(bound) < bound; }});
  return draws;
}

constexpr unsigned char kGarbage = 0x5a;

// Returns whether six bytes in a row are kGarbage or zeros. In random draws of these lengths, the
// probability of such a run is below 10^-10.
bool is_weak(const unsigned char* bytes, size_t size) {
  constexpr int kRun = 6;
  for (size_t i = 0; i + kRun <= size; ++i)
    if ((bytes[i] == kGarbage || bytes[i] == 0) &&
        std::count(bytes + i, bytes + i + kRun, bytes[i]) == kRun)
      return true;
  return false;
}

struct OddAnswer {
  const char* name;
  std::function<long(size_t)> result_for;  // returns the vDSO's result for a draw of this length
};
std::vector<OddAnswer> odd_answers() {
  std::vector<OddAnswer> answers{
      {"one byte less than requested", [](size_t length) { return static_cast<long>(length) - 1; }},
      {"one byte more than requested", [](size_t length) { return static_cast<long>(length) + 1; }},
      {"half of the requested bytes", [](size_t length) { return static_cast<long>(length / 2); }},
      {"4 GiB more than requested",
       [](size_t length) { return static_cast<long>(length + (1ull << 32)); }}};
  for (const auto& [name, value] : {std::pair{"EAGAIN", -EAGAIN},
                                    {"EINTR", -EINTR},
                                    {"EINVAL", -EINVAL},
                                    {"ENOSYS", -ENOSYS},
                                    {"EFAULT", -EFAULT},
                                    {"EPERM", -EPERM},
                                    {"the largest error number", -4095},
                                    {"one more than the largest error number", -4096},
                                    {"no bytes", 0},
                                    {"the largest length of a system call", 0x7ffff000},
                                    {"INT_MAX", INT_MAX},
                                    {"INT_MIN", INT_MIN}})
    answers.push_back({name, [value = value](size_t) { return long{value}; }});
  return answers;
}

// Replaces the vDSO's function by a stub that fills the buffer with kGarbage and returns the result of
// `answer`.
const OddAnswer* odd_answer;
bool make_vdso_answer_as(const OddAnswer& answer) {
  odd_answer = &answer;
  return test::make_vdso_call([](void* buffer, size_t length, unsigned, void*, size_t) -> long {
    std::memset(buffer, kGarbage, length);
    return odd_answer->result_for(length);
  });
}

// The stub fills the buffer with garbage and returns an unexpected result. Each function must then make
// exactly one system call, succeed, and leave no garbage in the buffer. The exit status of the traced
// child is the number of the first draw that fails, counted from 1, or 255 if the vDSO cannot be
// replaced.
TEST(GetrandomOddVdso, UnusualAnswersAreRejected) {
  NEEDS_VGETRANDOM();
  NEEDS_OVERWRITABLE_VDSO();
  const auto draws = all_draws();
  std::vector<std::pair<uint64_t, uint64_t>> expected;
  for (const auto& draw : draws) expected.emplace_back(draw.length, draw.flags);

  for (const auto& answer : odd_answers()) {
    const auto trace = test::trace([&] {
      if (!make_vdso_answer_as(answer)) return 255;
      std::vector<unsigned char> bytes(5001);
      for (size_t i = 0; i < draws.size(); ++i) {
        const auto& draw = draws[i];
        std::fill(bytes.begin(), bytes.end(), 0);
        errno = 1234;
        if (!draw.call(bytes.data()) || errno != 1234) return static_cast<int>(i) + 1;
        // arc4random and arc4random_uniform return a number and do not use the buffer.
        const bool fills_buffer =
            draw.name != std::string("arc4random") && draw.name != std::string("arc4random_uniform");
        if (fills_buffer && draw.length >= 16 && is_weak(bytes.data(), draw.length))
          return static_cast<int>(i) + 1;
        if (bytes[draw.length] != 0) return static_cast<int>(i) + 1;
      }
      return 0;
    });
    ASSERT_EQ(trace.end, "exit 0") << answer.name;
    std::vector<std::pair<uint64_t, uint64_t>> made;
    for (const auto& call : trace.calls)
      if (call.number == SYS_getrandom) made.emplace_back(call.arguments[1], call.arguments[2]);
    EXPECT_EQ(made, expected) << answer.name;
  }
}

// If the vDSO's result is rejected and the system call fails, the function reports the call's error.
TEST(GetrandomOddVdso, ErrorOfTheSystemCallIsReported) {
  NEEDS_VGETRANDOM();
  NEEDS_OVERWRITABLE_VDSO();
  for (const auto& answer : odd_answers())
    for (const int error : {EPERM, EAGAIN, ENOSYS})
      for (const auto& draw : all_draws()) {
        const bool can_fail = std::string(draw.name).substr(0, 3) == "get";
        // The other functions end the process, so they are tested with one result only.
        if (!can_fail && answer.name != std::string("one byte less than requested")) continue;
        // To save time, getrandom and getentropy are tested with few flags and lengths.
        if (can_fail && draw.flags > 1) continue;
        if (draw.length != 1 && draw.length != 16 && draw.length != 100 && can_fail) continue;
        const std::string end =
            test::trace([&] {
              if (!make_vdso_answer_as(answer)) return 3;
              if (!can_fail) close(STDERR_FILENO);  // hides the message of arc4random
              if (!test::Filter().refuse(SYS_getrandom, test::answer(error)).install()) return 4;
              std::vector<unsigned char> bytes(5001);
              errno = 0;
              if (draw.call(bytes.data())) return 5;
              return errno == error ? 0 : 6;
            }).end;
        ASSERT_EQ(end, can_fail ? "exit 0" : "signal 6")
            << draw.name << " of " << draw.length << ", " << answer.name << ", errno " << error;
      }
}

}  // namespace
