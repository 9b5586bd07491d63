// SPDX-License-Identifier: MIT
// Compares the numbers that strftime and wcsftime write with those of snprintf.
#include <gtest/gtest.h>
#include <limits.h>
#include <stdio.h>
#include <time.h>
#include <wchar.h>

#include <cstring>
#include <random>
#include <string>

namespace {

// A member of struct tm, and the number that a conversion writes for its value.
struct Conversion {
  char letter;
  int tm::*member;
  long long added;  // the number is the sum of the member and this
  int width;
  char fill;
};
const Conversion kConversions[] = {
    {'Y', &tm::tm_year, 1900, 4, '0'}, {'m', &tm::tm_mon, 1, 2, '0'},  {'d', &tm::tm_mday, 0, 2, '0'},
    {'e', &tm::tm_mday, 0, 2, '_'},    {'H', &tm::tm_hour, 0, 2, '0'}, {'k', &tm::tm_hour, 0, 2, '_'},
    {'M', &tm::tm_min, 0, 2, '0'},     {'S', &tm::tm_sec, 0, 2, '0'},  {'j', &tm::tm_yday, 1, 3, '0'},
    {'w', &tm::tm_wday, 0, 1, '0'},
};

std::string number(const Conversion& conversion, long long value, char flag) {
  char text[32];
  const char fill = flag == 0 ? conversion.fill : flag;
  if (conversion.letter == 'Y' && value >= 10000)
    snprintf(text, sizeof text, "+%lld", value);
  else if (fill == '-')
    snprintf(text, sizeof text, "%lld", value);
  else
    snprintf(text, sizeof text, fill == '_' ? "%*lld" : "%0*lld", conversion.width, value);
  return text;
}

// Values near the limits of one to five digits, and of the type.
const int kValues[] = {
    INT_MIN, INT_MIN + 1, -11901, -11900, -2901, -2900, -1910, -1901, -1900,       -1899,  -1801, -1800,
    -901,    -900,        -100,   -99,    -10,   -9,    -2,    -1,    0,           1,      8,     9,
    10,      11,          59,     60,     61,    98,    99,    100,   101,         365,    998,   999,
    1000,    8098,        8099,   8100,   9999,  10000, 65535, 99999, INT_MAX - 1, INT_MAX};

TEST(Strftime, WritesTheDigitsOfPrintf) {
  for (const Conversion& conversion : kConversions)
    for (const int value : kValues)
      for (const char flag : {'\0', '-', '_', '0'}) {
        if (conversion.letter == 'w' && (value < 0 || value > 6)) continue;
        if (conversion.added == 1 && value == INT_MAX) continue;  // strftime adds to an int
        tm date{};
        date.*conversion.member = value;
        const std::string format =
            std::string("%") + (flag == 0 ? "" : std::string(1, flag)) + conversion.letter;
        const std::string expected = number(conversion, value + conversion.added, flag);
        char text[32];
        ASSERT_EQ(strftime(text, sizeof text, format.c_str(), &date), expected.size())
            << format << value;
        EXPECT_EQ(text, expected) << format << " of " << value;
      }
}
TEST(Strftime, WritesTheOffsetFromUtc) {
  for (const long offset :
       {0L, 3600L, -3600L, 19800L, -12600L, 50400L, -43200L, 59L, -59L, 360000L, -360060L}) {
    tm date{};
    date.tm_gmtoff = offset;
    char text[32], expected[32];
    snprintf(expected, sizeof expected, "%+.4ld", offset / 3600 * 100 + offset % 3600 / 60);
    ASSERT_GT(strftime(text, sizeof text, "%z", &date), 0U);
    EXPECT_STREQ(text, expected);
  }
}
TEST(Strftime, WritesNothingBehindABufferOfAnySize) {
  tm date{};
  date.tm_year = 126, date.tm_mon = 11, date.tm_mday = 31, date.tm_hour = 23, date.tm_min = 30,
  date.tm_sec = 5;
  for (const char* format : {"%Y-%m-%d %H:%M:%S", "%F %T", "%d%m%Y", "%S", "%Y", "<%H>"}) {
    char whole[64];
    const size_t length = strftime(whole, sizeof whole, format, &date);
    ASSERT_GT(length, 0U);
    for (size_t size = 0; size < sizeof whole; ++size) {
      char text[64];
      memset(text, '~', sizeof text);
      EXPECT_EQ(strftime(text, size, format, &date), size > length ? length : 0) << format << size;
      if (size > length) {
        EXPECT_STREQ(text, whole);
      }
      for (size_t i = size; i < sizeof text; ++i) ASSERT_EQ(text[i], '~') << format << size;
    }
  }
}
TEST(Strftime, WritesTheTextOfWcsftime) {
  std::mt19937 random(1);
  const std::string letters = "YmdHMSejkIlUWVGguwCyszFTDRc%", flags = "_-0+^#";
  for (int i = 0; i < 20000; ++i) {
    tm date{};
    date.tm_year = static_cast<int>(random() % 20000) - 8000;
    date.tm_mon = static_cast<int>(random() % 12), date.tm_mday = static_cast<int>(random() % 31) + 1;
    date.tm_hour = static_cast<int>(random() % 24), date.tm_min = static_cast<int>(random() % 60);
    date.tm_sec = static_cast<int>(random() % 61), date.tm_wday = static_cast<int>(random() % 7);
    date.tm_yday = static_cast<int>(random() % 366),
    date.tm_gmtoff = static_cast<long>(random() % 7200) - 3600;
    std::string format = "a";
    for (int parts = 0; parts < 3; ++parts) {
      format += '%';
      if (random() % 4 == 0) format += flags[random() % flags.size()];
      if (random() % 4 == 0) format += std::to_string(random() % 12);
      format += letters[random() % letters.size()];
    }
    char text[256];
    wchar_t wide[256];
    const size_t length = strftime(text, sizeof text, format.c_str(), &date);
    ASSERT_EQ(wcsftime(wide, 256, std::wstring(format.begin(), format.end()).c_str(), &date), length)
        << format;
    EXPECT_EQ(std::wstring(text, text + length), std::wstring(wide, length)) << format;
  }
}

}  // namespace
