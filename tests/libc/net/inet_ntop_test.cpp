// SPDX-License-Identifier: MIT
// Compares inet_ntop with a text that is made by snprintf.
#include <arpa/inet.h>
#include <errno.h>
#include <gtest/gtest.h>
#include <stdio.h>

#include <array>
#include <cstring>
#include <random>
#include <string>

namespace {

std::string decimal(const unsigned char* bytes) {
  char text[32];
  snprintf(text, sizeof text, "%d.%d.%d.%d", bytes[0], bytes[1], bytes[2], bytes[3]);
  return text;
}

// Tries every way to replace groups by "::", and returns the shortest text, as it is in RFC 5952. The
// first one of equally many groups is replaced.
std::string expected_ipv6(const std::array<unsigned char, 16>& bytes) {
  const auto is_zero = [&](int group) {
    return bytes[static_cast<size_t>(2 * group)] == 0 && bytes[static_cast<size_t>(2 * group + 1)] == 0;
  };
  const auto groups = [&](int from, int to) {
    std::string text;
    for (int i = from; i < to; ++i) {
      char group[8];
      snprintf(group, sizeof group, i == from ? "%x" : ":%x",
               bytes[static_cast<size_t>(2 * i)] * 256 + bytes[static_cast<size_t>(2 * i + 1)]);
      text += group;
    }
    return text;
  };
  bool is_mapped = bytes[10] == 0xff && bytes[11] == 0xff;
  for (int i = 0; i < 5; ++i) is_mapped = is_mapped && is_zero(i);
  if (is_mapped) return "::ffff:" + decimal(bytes.data() + 12);
  for (int length = 8; length > 1; --length)
    for (int from = 0; from + length <= 8; ++from) {
      bool all = true;
      for (int i = from; i < from + length; ++i) all = all && is_zero(i);
      if (all) return groups(0, from) + "::" + groups(from + length, 8);
    }
  return groups(0, 8);
}

// Checks the text for a buffer of each size. In a buffer that is too small, the call must fail.
void expect_text(int family, const void* address, const std::string& expected) {
  for (socklen_t size = 0; size < expected.size() + 3; ++size) {
    char text[64];
    memset(text, '~', sizeof text);
    errno = 0;
    const char* const result = inet_ntop(family, address, text, size);
    if (size > expected.size()) {
      ASSERT_EQ(result, text);
      ASSERT_EQ(text, expected);
    } else {
      ASSERT_EQ(result, nullptr) << expected << " in " << size;
      ASSERT_EQ(errno, ENOSPC);
    }
    for (size_t i = size; i < sizeof text; ++i) ASSERT_EQ(text[i], '~');
  }
}

TEST(InetNtop, WritesEachByteOfAnIpv4Address) {
  for (unsigned position = 0; position < 4; ++position)
    for (unsigned value = 0; value < 256; ++value) {
      unsigned char bytes[4] = {192, 0, 20, 1};
      bytes[position] = static_cast<unsigned char>(value);
      expect_text(AF_INET, bytes, decimal(bytes));
    }
}
TEST(InetNtop, WritesIpv6AddressesWithEachSetOfZeroGroups) {
  std::mt19937 random(1);
  for (unsigned zeros = 0; zeros < 256; ++zeros)
    for (int round = 0; round < 40; ++round) {
      std::array<unsigned char, 16> bytes{};
      for (unsigned group = 0; group < 8; ++group) {
        if (zeros >> group & 1) continue;
        const unsigned value = 1 + (random() % 0xffff >> random() % 16);
        bytes[2 * group] = static_cast<unsigned char>(value >> 8),
                  bytes[2 * group + 1] = static_cast<unsigned char>(value);
      }
      expect_text(AF_INET6, bytes.data(), expected_ipv6(bytes));
    }
}
TEST(InetNtop, WritesMappedAddressesWithAnIpv4Address) {
  for (const unsigned prefix : {0xffffU, 0xfffeU, 0xff00U, 0xffU, 0U, 1U})
    for (const bool is_zero : {false, true}) {
      std::array<unsigned char, 16> bytes{};
      bytes[10] = static_cast<unsigned char>(prefix >> 8),
      bytes[11] = static_cast<unsigned char>(prefix);
      if (!is_zero) bytes[12] = 203, bytes[14] = 113, bytes[15] = 9;
      expect_text(AF_INET6, bytes.data(), expected_ipv6(bytes));
    }
}
TEST(InetNtop, RejectsOtherFamilies) {
  char text[64];
  errno = 0;
  EXPECT_EQ(inet_ntop(AF_UNIX, text, text, sizeof text), nullptr);
  EXPECT_EQ(errno, EAFNOSUPPORT);
}

}  // namespace
