// SPDX-License-Identifier: MIT
// Compares iconv from UTF-8 with a simple decoder, for valid and invalid text and for buffers that end
// anywhere.
#include <errno.h>
#include <gtest/gtest.h>
#include <iconv.h>
#include <wchar.h>

#include <cstring>
#include <random>
#include <string>

namespace {

struct Result {
  size_t read;
  std::string written;
  int error;
  size_t returned;
  bool operator==(const Result&) const = default;
};
void PrintTo(const Result& result, std::ostream* stream) {
  *stream << "read " << result.read << ", error " << result.error << ", returned " << result.returned
          << ", wrote " << result.written.size() << ": " << testing::PrintToString(result.written);
}

// A character set with units of a fixed size.
struct Target {
  const char* name;
  unsigned unit;
  bool is_little;
  bool has_pairs;  // characters from 0x10000 on are two units
};
const bool kIsLittle = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
const Target kTargets[] = {
    {"UTF-16LE", 2, true, true},      {"UTF-16BE", 2, false, true},  {"UTF-16", 2, false, true},
    {"UCS-2LE", 2, true, false},      {"UCS-2BE", 2, false, false},  {"UCS-2", 2, false, false},
    {"UTF-32LE", 4, true, false},     {"UTF-32BE", 4, false, false}, {"UTF-32", 4, false, false},
    {"WCHAR_T", 4, kIsLittle, false},
};

std::string units(const Target& target, unsigned c) {
  std::string bytes;
  const auto put = [&](unsigned unit) {
    for (unsigned i = 0; i < target.unit; ++i)
      bytes += static_cast<char>(unit >> 8 * (target.is_little ? i : target.unit - 1 - i));
  };
  if (target.unit == 4 || c < 0x10000) {
    put(c);
  } else if (target.has_pairs) {
    put(0xd800 + ((c - 0x10000) >> 10));
    put(0xdc00 + (c & 0x3ff));
  } else {
    put(0xfffd);
  }
  return bytes;
}

// Decodes the first character. Returns its length, 0 if the bytes end in the middle of one, or -1.
int decode(const std::string& bytes, unsigned& c) {
  const auto first = static_cast<unsigned char>(bytes[0]);
  if (first < 0x80) return static_cast<int>(c = first), 1;
  const int length = first < 0xc2 ? -1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : -1;
  if (length < 0) return -1;
  c = first & (0xffU >> (length + 1));
  for (int i = 1; i < length; ++i) {
    if (static_cast<size_t>(i) == bytes.size()) return 0;
    const auto next = static_cast<unsigned char>(bytes[static_cast<size_t>(i)]);
    // The second byte excludes overlong forms, surrogates and numbers above 0x10ffff.
    const int low = i > 1 ? 0x80 : first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    const int high = i > 1 ? 0xbf : first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (next < low || next > high) return -1;
    c = c << 6 | (next & 0x3f);
  }
  return length;
}

Result expected(const Target& target, const std::string& bytes, size_t room, bool ignore) {
  Result result{0, "", 0, 0};
  while (result.read < bytes.size()) {
    unsigned c;
    const int length = decode(bytes.substr(result.read, 4), c);
    if (length < 0 && ignore) {
      ++result.read;
      ++result.returned;
      continue;
    }
    if (length <= 0)
      return result.error = length == 0 ? EINVAL : EILSEQ, result.returned = static_cast<size_t>(-1),
             result;
    const std::string text = units(target, c);
    if (result.written.size() + text.size() > room)
      return result.error = E2BIG, result.returned = static_cast<size_t>(-1), result;
    result.written += text;
    result.read += static_cast<size_t>(length);
  }
  return result;
}

Result converted(iconv_t converter, const std::string& bytes, size_t room) {
  std::string in = bytes, out(room + 8, '~');
  char *from = in.data(), *to = out.data();
  size_t left = in.size(), out_left = room;
  errno = 0;
  Result result{};
  result.returned = iconv(converter, &from, &left, &to, &out_left);
  result.error = result.returned == static_cast<size_t>(-1) ? errno : 0;
  result.read = static_cast<size_t>(from - in.data());
  EXPECT_EQ(left, in.size() - result.read);
  EXPECT_EQ(out_left, room - static_cast<size_t>(to - out.data()));
  EXPECT_EQ(out.substr(static_cast<size_t>(to - out.data())),
            std::string(out.size() - static_cast<size_t>(to - out.data()), '~'));
  result.written = out.substr(0, static_cast<size_t>(to - out.data()));
  return result;
}

// Text in which most characters are valid. It has few or many characters of one byte.
std::string some_text(std::mt19937& random) {
  static const char* const parts[] = {"a",
                                      "\x7f",
                                      "Z",
                                      "bc",
                                      "\xc2\x80",
                                      "\xdf\xbf",
                                      "\xe0\xa0\x80",
                                      "\xe2\x82\xac",
                                      "\xed\x9f\xbf",
                                      "\xee\x80\x80",
                                      "\xef\xbf\xbf",
                                      "\xf0\x90\x80\x80",
                                      "\xf0\x9f\x98\x80",
                                      "\xf4\x8f\xbf\xbf"};
  static const char* const bad[] = {
      "\x80",         "\xbf",         "\xc0\x80",         "\xc1\xbf",         "\xe0\x9f\xbf",
      "\xed\xa0\x80", "\xed\xbf\xbf", "\xf0\x8f\xbf\xbf", "\xf4\x90\x80\x80", "\xf5\x80\x80\x80",
      "\xff",         "\xc3",         "\xe2\x82",         "\xf0\x9f\x98"};
  std::string text;
  const bool plain = random() % 2, invalid = random() % 2;
  for (size_t count = random() % 24; count > 0; --count) {
    if (plain && random() % 4)
      text += parts[random() % 4];
    else
      text += parts[random() % std::size(parts)];
    if (invalid && random() % 8 == 0) text += bad[random() % std::size(bad)];
    if (random() % 16 == 0) text += '\0';
    if (invalid && random() % 16 == 0) text += static_cast<char>(random());
  }
  return text;
}

TEST(Iconv, ConvertsUtf8AsASimpleDecoderDoes) {
  std::mt19937 random(1);
  for (const Target& target : kTargets)
    for (const bool ignore : {false, true}) {
      const iconv_t converter =
          iconv_open((target.name + std::string(ignore ? "//IGNORE" : "")).c_str(), "UTF-8");
      ASSERT_NE(converter, reinterpret_cast<iconv_t>(-1)) << target.name;
      for (int round = 0; round < 6000; ++round) {
        const std::string text = some_text(random);
        const size_t room =
            random() % 4 == 0 ? random() % (4 * text.size() + 5) : 4 * text.size() + random() % 5;
        ASSERT_EQ(converted(converter, text, room), expected(target, text, room, ignore))
            << target.name << " " << room << " " << testing::PrintToString(text);
      }
      iconv_close(converter);
    }
}
TEST(Iconv, ConvertsEachCharacter) {
  for (const Target& target : kTargets) {
    const iconv_t converter = iconv_open(target.name, "UTF-8");
    std::string text, wanted;
    for (unsigned c = 0; c < 0x110000; ++c) {
      if (c - 0xd800 < 0x800) continue;
      if (c < 0x80) {
        text += static_cast<char>(c);
      } else if (c < 0x800) {
        text += static_cast<char>(0xc0 | c >> 6);
      } else {
        if (c < 0x10000)
          text += static_cast<char>(0xe0 | c >> 12);
        else
          text += static_cast<char>(0xf0 | c >> 18), text += static_cast<char>(0x80 | (c >> 12 & 0x3f));
        text += static_cast<char>(0x80 | (c >> 6 & 0x3f));
      }
      if (c >= 0x80) text += static_cast<char>(0x80 | (c & 0x3f));
      wanted += units(target, c);
    }
    const Result result = converted(converter, text, wanted.size());
    EXPECT_EQ(result.read, text.size()) << target.name;
    EXPECT_TRUE(result.written == wanted) << target.name;
    iconv_close(converter);
  }
}

}  // namespace
