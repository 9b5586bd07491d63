// SPDX-License-Identifier: MIT
// Compares the symbol search in vDSO images with a model, tests/support/vdso_model.hpp (hazard
// malformed-vdso in libc/random/HAZARDS.md). The images are those in tests/fuzz/corpus, which the fuzzer
// found (tests/stress/vdso_fuzz.sh), and the fuzzer's initial images (vdso_seeds()), truncated or with
// one byte or bit changed. The test runs on the host's libc, so that AddressSanitizer sees what the
// search reads.
#include <gtest/gtest.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/support/vdso_checker.hpp"

// vdso_image.cpp is compiled so that each of its basic blocks calls this function.
static std::atomic<size_t> blocks;
extern "C" void __sanitizer_cov_trace_pc() { blocks.fetch_add(1, std::memory_order_relaxed); }

namespace {

using Bytes = std::vector<unsigned char>;
using test::Hash;

std::string what_is_wrong_with(const Bytes& bytes) {
  return test::what_is_wrong_with(bytes.data(), bytes.size());
}

TEST(VdsoCorpus, EachImageGivesTheResultOfTheModel) {
  size_t images = 0;
  for (const auto& file : std::filesystem::directory_iterator(NACRE_CORPUS)) {
    std::ifstream in(file.path(), std::ios::binary);
    const Bytes bytes{std::istreambuf_iterator<char>(in), {}};
    EXPECT_EQ(what_is_wrong_with(bytes), "") << file.path();
    EXPECT_LT(bytes.size(), 4096u) << file.path() << " is larger than vdso_fuzz.sh allows";
    ++images;
  }
  EXPECT_GE(images, 24u) << "too few images in " NACRE_CORPUS;
}

TEST(VdsoCorpus, EachTruncationGivesTheResultOfTheModel) {
  for (const auto& seed : test::vdso_seeds())
    for (Bytes bytes = seed.bytes; !bytes.empty(); bytes.pop_back())
      ASSERT_EQ(what_is_wrong_with(bytes), "") << seed.name << " of " << bytes.size() << " bytes";
}

// Replaces each byte of a valid image by each value.
class OneByte : public testing::TestWithParam<Hash> {};
TEST_P(OneByte, ChangedGivesTheResultOfTheModel) {
  Bytes bytes = test::VdsoImage(GetParam()).bytes();
  for (size_t at = 0; at < bytes.size(); ++at) {
    const unsigned char before = bytes[at];
    for (int value = 0; value < 256; ++value) {
      bytes[at] = static_cast<unsigned char>(value);
      ASSERT_EQ(what_is_wrong_with(bytes), "") << "byte " << at << " is " << value;
    }
    bytes[at] = before;
  }
}
INSTANTIATE_TEST_SUITE_P(VdsoCorpus, OneByte, testing::Values(Hash::sysv, Hash::gnu));

// Inverts each bit of each initial image that has at most 1000 bytes.
TEST(VdsoCorpus, EachFlippedBitGivesTheResultOfTheModel) {
  for (const auto& seed : test::vdso_seeds()) {
    if (seed.bytes.size() > 1000) continue;
    Bytes bytes = seed.bytes;
    for (size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
      bytes[bit / 8] ^= static_cast<unsigned char>(1 << bit % 8);
      ASSERT_EQ(what_is_wrong_with(bytes), "") << seed.name << ", bit " << bit;
      bytes[bit / 8] ^= static_cast<unsigned char>(1 << bit % 8);
    }
  }
}

// The time of the search must be linear in the size of the image, also for a malicious image. An earlier
// search looked up the version again for each symbol, and executed 36 basic blocks per byte of the worst
// image. This search executes 3.
TEST(VdsoSteps, SearchTakesLinearTime) {
  for (const auto& seed : test::vdso_seeds()) {
    const nacre::sys::VdsoImage image(seed.bytes.data(), seed.bytes.size());
    blocks = 0;
    image.find(test::kVdsoVersion, test::kVdsoSymbol);
    EXPECT_GT(blocks, 0u) << "vdso_image.cpp was compiled without -fsanitize-coverage=trace-pc";
    EXPECT_LT(blocks, 1000 + 10 * seed.bytes.size()) << seed.name;
  }
}

}  // namespace
