// SPDX-License-Identifier: MIT
// Tests each ChaCha20 backend of this architecture, and the model in chacha20_model.hpp.
#include "support/chacha20.hpp"

#include <gtest/gtest.h>
#include <chacha20_backend.hpp>
#include <scalar_lanes.hpp>

#include <string>
#include <vector>

#include "tests/support/chacha20_model.hpp"

namespace {

using test::CipherKey;
using test::FirstBlock;

void expand_scalar(const unsigned char* key, const unsigned char* start, unsigned char* out,
                   size_t length) {
  nacre::ChaCha20<nacre::sys::ScalarLanes>::expand(key, start, out, length);
}

std::vector<nacre::sys::ChaCha20Backend> all_backends() {
  std::vector<nacre::sys::ChaCha20Backend> all{{"scalar", 64, 0, expand_scalar}};
  for (const auto* backend = nacre::sys::chacha20_backends; backend->name != nullptr; ++backend)
    all.push_back(*backend);
  return all;
}

class ChaCha20 : public testing::TestWithParam<nacre::sys::ChaCha20Backend> {
 protected:
  void SetUp() override {
    static const unsigned features = nacre::sys::vector_features();
    if (!nacre::sys::is_usable(GetParam(), features))
      GTEST_SKIP() << "this processor has no " << GetParam().name;
  }
  // Returns `length` bytes of output. The bytes before and after them must not be written.
  static std::vector<unsigned char> expand(const CipherKey& key, const FirstBlock& start, size_t length,
                                           size_t misaligned = 0) {
    constexpr size_t kGuard = 512;
    std::vector<unsigned char> around(misaligned + length + 2 * kGuard, 0xa5);
    alignas(16) const FirstBlock aligned = start;
    unsigned char* const out = around.data() + kGuard + misaligned;
    GetParam().expand(key.data(), aligned.data(), out, length);
    for (const unsigned char* p = around.data(); p < out; ++p)
      EXPECT_EQ(*p, 0xa5) << "written " << out - p << " bytes before an output of " << length;
    for (const unsigned char* p = out + length; p < around.data() + around.size(); ++p)
      EXPECT_EQ(*p, 0xa5) << "written " << p - out - length << " bytes after an output of " << length;
    return {out, out + length};
  }
};

std::vector<unsigned char> from_hex(const std::string& hex) {
  std::vector<unsigned char> bytes;
  for (size_t i = 0; i < hex.size(); i += 2)
    bytes.push_back(static_cast<unsigned char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
  return bytes;
}

template <class Array>
Array array_from_hex(const std::string& hex) {
  Array array{};
  const auto bytes = from_hex(hex);
  std::copy(bytes.begin(), bytes.end(), array.begin());
  return array;
}

// The test vectors of RFC 8439, section 2.3.2 and appendix A.1. `start` is the counter and the nonce.
// Zeros at the end of `key` and `start` are left out.
struct Vector {
  const char *key, *start, *block;
};
constexpr Vector kVectors[] = {
    {"000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
     "01000000000000090000004a00000000",
     "10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4e"
     "d2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e"},
    {"", "00",
     "76b8e0ada0f13d90405d6ae55386bd28bdd219b8a08ded1aa836efcc8b770dc7"
     "da41597c5157488d7724e03fb8d84a376a43b8f41518a11cc387b669b2ee6586"},
    {"", "01",
     "9f07e7be5551387a98ba977c732d080dcb0f29a048e3656912c6533e32ee7aed"
     "29b721769ce64e43d57133b074d839d531ed1f28510afb45ace10a1f4b794d6f"},
    {"0000000000000000000000000000000000000000000000000000000000000001", "01",
     "3aeb5224ecf849929b9d828db1ced4dd832025e8018b8160b82284f3c949aa5a"
     "8eca00bbb4a73bdad192b5c42f73f2fd4e273644c8b36125a64addeb006c13a0"},
    {"00ff", "02",
     "72d54dfbf12ec44b362692df94137f328fea8da73990265ec1bbbea1ae9af0ca"
     "13b25aa26cb4a648cb9b9d1be65b2c0924a66c54d545ec1b7374f4872e99f096"},
    {"", "00000000000000000000000000000002",
     "c2c64d378cd536374ae204b9ef933fcd1a8b2288b3dfa49672ab765b54ee27c7"
     "8a970e0e955c14f3a88e741b97c286f75f8fc299e8148362fa198a39531bed6d"},
};

TEST(ChaCha20Model, MakesTheBlocksOfRfc8439) {
  for (const auto& vector : kVectors) {
    const auto block = test::chacha20_block(array_from_hex<CipherKey>(vector.key),
                                            array_from_hex<FirstBlock>(vector.start), 0);
    EXPECT_EQ(std::vector<unsigned char>(block.begin(), block.end()), from_hex(vector.block));
  }
}

TEST_P(ChaCha20, MakesTheBlocksOfRfc8439) {
  for (const auto& vector : kVectors)
    EXPECT_EQ(
        expand(array_from_hex<CipherKey>(vector.key), array_from_hex<FirstBlock>(vector.start), 64),
        from_hex(vector.block));
}

// In RFC 8439, appendix A.1, the second vector (kVectors[2]) is the block after that of the first vector
// (kVectors[1]).
TEST_P(ChaCha20, ContinuesWithTheNextBlock) {
  const auto both = expand(CipherKey{}, FirstBlock{}, 128);
  EXPECT_EQ(std::vector<unsigned char>(both.begin() + 64, both.end()), from_hex(kVectors[2].block));
}

const CipherKey kKey =
    array_from_hex<CipherKey>("80f1e2d3c4b5a69788796a5b4c3d2e1f00112233445566778899aabbccddeeff");

// The length determines how many blocks a backend computes together, and where the last block begins.
TEST_P(ChaCha20, FillsEveryLengthAndNothingElse) {
  const auto start = array_from_hex<FirstBlock>("0000000000000000a1b2c3d4e5f60718");
  for (size_t length = 64; length <= 4096; ++length)
    ASSERT_EQ(expand(kKey, start, length, length % 67), test::expand(kKey, start, length)) << length;
}

TEST_P(ChaCha20, FillsLongOutputs) {
  for (const size_t length : {65536, 65537, 100000, 1048576 + 63})
    ASSERT_EQ(expand(kKey, FirstBlock{}, length, 1), test::expand(kKey, FirstBlock{}, length)) << length;
}

// The counter carries into its upper half within a group of blocks that are computed together, between
// two groups, and at its maximum.
TEST_P(ChaCha20, CountsIn64Bits) {
  for (const char* counter : {"ffffffff00000000", "fcffffff00000000", "e5ffffff12000000",
                              "feffffffffffffff", "ffffff7f00000000"}) {
    auto start = array_from_hex<FirstBlock>(counter);
    start[12] = 0x77;
    ASSERT_EQ(expand(kKey, start, 4096), test::expand(kKey, start, 4096)) << counter;
  }
}

TEST_P(ChaCha20, ReadsItsKeyAtAnyAlignment) {
  const auto expected = test::expand(kKey, FirstBlock{}, 640);
  alignas(16) const FirstBlock start{};
  for (size_t misaligned = 0; misaligned < 64; ++misaligned) {
    alignas(64) unsigned char memory[128];
    std::copy(kKey.begin(), kKey.end(), memory + misaligned);
    std::vector<unsigned char> out(640);
    GetParam().expand(memory + misaligned, start.data(), out.data(), out.size());
    ASSERT_EQ(out, expected) << misaligned;
  }
}

INSTANTIATE_TEST_SUITE_P(Backend, ChaCha20, testing::ValuesIn(all_backends()),
                         [](const auto& tested) { return std::string(tested.param.name); });

// The fastest backend comes first. nacre uses the first one that the processor supports, for outputs of
// at least min_length bytes, because shorter ones are faster without a backend. The faster a backend is,
// the smaller is its min_length. So min_length must not decrease from one backend to the next.
TEST(Backends, AreSortedByMinLengthAndTheLastNeedsNoFeature) {
  const nacre::sys::ChaCha20Backend* last = nacre::sys::chacha20_backends;
  if (last->name == nullptr) GTEST_SKIP() << "this architecture has no vector backend";
  while ((last + 1)->name != nullptr) ++last;
  // Exception: an architecture's only backend may need an optional feature. Without the feature, nacre
  // uses no backend.
  EXPECT_TRUE(last == nacre::sys::chacha20_backends || nacre::sys::is_usable(*last, 0));
  for (const auto* backend = nacre::sys::chacha20_backends; backend != last; ++backend)
    EXPECT_LE(backend->min_length, backend[1].min_length);
}

}  // namespace
