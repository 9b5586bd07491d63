// SPDX-License-Identifier: MIT
// Compares the numbers that strptime reads with those of a simple reader.
#include <gtest/gtest.h>
#include <time.h>

#include <algorithm>
#include <string>

namespace {

struct Conversion {
  char letter;
  int tm::*member;
  int least, most, added;  // the member is the number minus `added`
};
const Conversion kConversions[] = {
    {'m', &tm::tm_mon, 1, 12, 1},  {'d', &tm::tm_mday, 1, 31, 0},  {'e', &tm::tm_mday, 1, 31, 0},
    {'H', &tm::tm_hour, 0, 23, 0}, {'I', &tm::tm_hour, 1, 12, 0},  {'M', &tm::tm_min, 0, 59, 0},
    {'S', &tm::tm_sec, 0, 60, 0},  {'j', &tm::tm_yday, 1, 366, 1}, {'w', &tm::tm_wday, 0, 6, 0},
    {'u', &tm::tm_wday, 1, 7, 0},
};

// Returns the length of what is read from the text, or 0. At most `digits` digits are read.
size_t read(const char* text, const Conversion& conversion, size_t digits, int& number) {
  size_t length = 0, count = 0;
  while (text[length] == ' ') ++length;
  for (number = 0; text[length] >= '0' && text[length] <= '9' && count < digits; ++count)
    number = 10 * number + text[length++] - '0';
  return count > 0 && number >= conversion.least && number <= conversion.most ? length : 0;
}

TEST(Strptime, ReadsNumbersAsASimpleReaderDoes) {
  const char* const texts[] = {"0",   "1",   "5",    "6",    "7",   "8",    "9",   "00",  "01",
                               "09",  "10",  "12",   "13",   "23",  "24",   "31",  "32",  "59",
                               "60",  "61",  "99",   "000",  "007", "012",  "123", "365", "366",
                               "367", "999", "0000", "1234", "",    "x",    "1x",  "12x", "-1",
                               "+1",  " 1",  "  12", " 123", "1 2", "12 3", "366x"};
  for (const Conversion& conversion : kConversions)
    for (const char* const text : texts)
      for (const size_t width : {0, 1, 2, 3, 5}) {
        const size_t digits = std::to_string(conversion.most).size();
        int number;
        const size_t length =
            read(text, conversion, width == 0 ? digits : std::min(width, digits), number);
        tm date{};
        const std::string format =
            std::string("%") + (width == 0 ? "" : std::to_string(width)) + conversion.letter;
        const char* const end = strptime(text, format.c_str(), &date);
        ASSERT_EQ(end, length == 0 ? nullptr : text + length) << format << " of " << text;
        if (length == 0) continue;
        if (conversion.letter == 'u') number %= 7;
        EXPECT_EQ(date.*conversion.member, number - conversion.added) << format << " of " << text;
      }
}
TEST(Strptime, IgnoresTheFlagsOfStrftime) {
  for (const char* format : {"%H:%M", "%_H:%-M", "%0H:%^M", "%#+-H:%M"}) {
    tm date{};
    const char* const end = strptime("23:07!", format, &date);
    ASSERT_NE(end, nullptr) << format;
    EXPECT_STREQ(end, "!");
    EXPECT_EQ(date.tm_hour, 23);
    EXPECT_EQ(date.tm_min, 7);
  }
}

}  // namespace
