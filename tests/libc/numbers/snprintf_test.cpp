// SPDX-License-Identifier: MIT
// Tests vsnprintf, which writes directly to the caller's buffer (libc/musl/patches/0336), and the parts
// of vfprintf that this patch changes.
#include <errno.h>
#include <gtest/gtest.h>
#include <limits.h>
#include <locale.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <wchar.h>

#include <string>

#pragma GCC diagnostic ignored "-Wformat-nonliteral"
#pragma GCC diagnostic ignored "-Wformat-security"

namespace {

// The result of vsnprintf in a buffer of `size` bytes.
struct Printed {
  int length;
  int error;
  std::string text;  // the bytes of the buffer, up to the first null byte
  bool operator==(const Printed& other) const = default;
};
void PrintTo(const Printed& printed, std::ostream* stream) {
  *stream << printed.length << ", errno " << printed.error << ", \"" << printed.text << "\"";
}

constexpr size_t kBuffer = 256;

// Prints to a buffer, and checks that vsnprintf writes no byte after its end.
Printed print_within(size_t size, const char* format, ...) {
  char buffer[2 * kBuffer];
  memset(buffer, 'x', sizeof buffer);
  va_list arguments;
  va_start(arguments, format);
  errno = 0;
  const int length = vsnprintf(buffer, size, format, arguments);
  const int error = errno;
  va_end(arguments);
  if (size <= kBuffer) {
    EXPECT_EQ(std::string(buffer + size, kBuffer), std::string(kBuffer, 'x'));
  }
  return {length, error, size == 0 ? "" : std::string(buffer)};
}

TEST(Snprintf, WritesAsMuchAsFits) {
  const std::string text = "-12345 string 0000beef      7|7      |+1.50";
  for (size_t size = 0; size <= 64; ++size) {
    const Printed expected = {static_cast<int>(text.size()), 0,
                              size == 0 ? "" : text.substr(0, size - 1)};
    EXPECT_EQ(print_within(size, "%d %s %08x %6d|%-7d|%+.2f", -12345, "string", 0xbeef, 7, 7, 1.5),
              expected);
  }
}

TEST(Snprintf, WritesWithABufferOfUnknownSize) {
  const Printed expected = {7, 0, "12 text"};
  EXPECT_EQ(print_within(SIZE_MAX, "%d %s", 12, "text"), expected);
  EXPECT_EQ(print_within(size_t{INT_MAX} + 1, "%d %s", 12, "text"), expected);
  char buffer[kBuffer];
  EXPECT_EQ(sprintf(buffer, "%d %s", 12, "text"), 7);
  EXPECT_STREQ(buffer, "12 text");
}

TEST(Snprintf, CountsMoreThanItWrites) {
  EXPECT_EQ(print_within(8, "%1000d", 5), (Printed{1000, 0, "       "}));
  EXPECT_EQ(print_within(8, "ab%0600d", 5), (Printed{602, 0, "ab00000"}));
  int counted = 0;
  EXPECT_EQ(print_within(4, "%s%n%d", "string", &counted, 5), (Printed{7, 0, "str"}));
  EXPECT_EQ(counted, 6);
  EXPECT_EQ(snprintf(nullptr, 0, "%s", "string"), 6);
}

TEST(Snprintf, WritesNothingIfTheFirstConversionIsInvalid) {
  for (const char* format :
       {"abc%!", "abc%", "%5.3.2d", "%-", "%lls", "abc%w7d", "%%%K", "a%hf", "%.5y", "%2$d"})
    EXPECT_EQ(print_within(kBuffer, format, 1LL), (Printed{-1, EINVAL, ""})) << format;
}
TEST(Snprintf, WritesWhatIsBeforeALaterInvalidConversion) {
  EXPECT_EQ(print_within(kBuffer, "a%db%!", 1), (Printed{-1, EINVAL, "a1b"}));
  EXPECT_EQ(print_within(3, "a%db%!", 1), (Printed{-1, EINVAL, "a1"}));
}

TEST(Snprintf, FailsIfTheLengthDoesNotFitAnInt) {
  EXPECT_EQ(print_within(kBuffer, "a%2147483648d", 1), (Printed{-1, EOVERFLOW, ""}));
  EXPECT_EQ(print_within(kBuffer, "%s%2147483647d", "a", 1), (Printed{-1, EOVERFLOW, "a"}));
  EXPECT_EQ(print_within(kBuffer, "%d%.2147483647f", 1, 1.0), (Printed{-1, EOVERFLOW, "1"}));
  EXPECT_EQ(print_within(kBuffer, "%d%.*d", 1, INT_MAX, 1), (Printed{-1, EOVERFLOW, "1"}));
}

TEST(Snprintf, HasNumberedArguments) {
  EXPECT_EQ(print_within(kBuffer, "%2$s %1$d %2$.*1$s", 2, "text"), (Printed{9, 0, "text 2 te"}));
  EXPECT_EQ(print_within(kBuffer, "%2$.1f %1$Lg %2$e", 2.5L, 0.25),
            (Printed{20, 0, "0.2 2.5 2.500000e-01"}));
}

TEST(Snprintf, WritesIntegers) {
  EXPECT_EQ(print_within(kBuffer, "%d %u %ld %lld", 0, 0U, LONG_MIN, LLONG_MAX).text,
            "0 0 " + std::to_string(LONG_MIN) + " 9223372036854775807");
  EXPECT_EQ(print_within(kBuffer, "%llu", 18446744073709551615ULL).text, "18446744073709551615");
  std::string digits;
  for (unsigned long long number = 1; number <= 1234567890123456789;
       number = number * 10 + digits.size() % 9 + 1) {
    digits = std::to_string(number);
    EXPECT_EQ(print_within(kBuffer, "%llu", number).text, digits);
    EXPECT_EQ(print_within(kBuffer, "%llu", number * 10).text, digits + "0");
    if (digits.size() > 18) break;
  }
  EXPECT_EQ(
      print_within(kBuffer, "[%.0d|%+d|% d|%05d|%-5d|%.3d|%5.3d|%+05d]", 0, 1, 2, -3, 4, 5, 6, 7).text,
      "[|+1| 2|-0003|4    |005|  006|+0007]");
}

TEST(Snprintf, WritesOtherConversions) {
  EXPECT_EQ(
      print_within(kBuffer, "%%%c%5s|%-5s|%.2s|%#x|%#o|%b", 'c', "ab", "cd", "efg", 255U, 8U, 5U).text,
      "%c   ab|cd   |ef|0xff|010|101");
  EXPECT_EQ(print_within(kBuffer, "%ls", L"wide").text, "wide");
  errno = 0;
  EXPECT_EQ(print_within(kBuffer, "%s", static_cast<const char*>(nullptr)).text, "(null)");
}

TEST(Snprintf, FailsForACharacterThatTheLocaleLacks) {
  const wchar_t bad[] = {static_cast<wchar_t>(0xd800), 0};
  EXPECT_EQ(print_within(kBuffer, "a%db%ls", 1, bad), (Printed{-1, EILSEQ, "a1b"}));
}

TEST(Vfprintf, WritesToStreams) {
  FILE* const file = tmpfile();
  ASSERT_NE(file, nullptr);
  for (const int mode : {_IOFBF, _IOLBF, _IONBF}) {
    rewind(file);
    char buffer[64];
    ASSERT_EQ(setvbuf(file, mode == _IONBF ? nullptr : buffer, mode, sizeof buffer), 0);
    std::string expected;
    for (int i = 0; i < 100; ++i) {
      EXPECT_EQ(
          fprintf(file, "%d text\n%.2f %50s", i, i / 4.0, "right"),
          fprintf(file, "%s", "") + snprintf(nullptr, 0, "%d text\n%.2f %50s", i, i / 4.0, "right"));
      expected += std::to_string(i) + " text\n" + std::to_string(i / 4) + "." +
                  (i % 4 == 0   ? "00"
                   : i % 4 == 1 ? "25"
                   : i % 4 == 2 ? "50"
                                : "75") +
                  " " + std::string(45, ' ') + "right";
      EXPECT_GE(fputs("", file), 0);
      EXPECT_GE(fputs("line\n", file), 0);
      expected += "line\n";
    }
    rewind(file);
    std::string read(expected.size(), ' ');
    EXPECT_EQ(fread(read.data(), 1, read.size(), file), expected.size());
    EXPECT_EQ(read, expected);
    fseek(file, 0, SEEK_SET);
  }
  fclose(file);
}

TEST(Vfprintf, WritesALineBufferedStreamAtTheEndOfALine) {
  FILE* const file = tmpfile();
  ASSERT_NE(file, nullptr);
  char buffer[64], written[64] = "";
  ASSERT_EQ(setvbuf(file, buffer, _IOLBF, sizeof buffer), 0);
  EXPECT_EQ(fprintf(file, "%s\nnext", "line"), 9);
  EXPECT_EQ(pread(fileno(file), written, sizeof written, 0), 5);
  EXPECT_STREQ(written, "line\n");
  fclose(file);
}

TEST(Vfprintf, FailsForAStreamThatIsOnlyRead) {
  FILE* const file = fopen("/dev/null", "r");
  ASSERT_NE(file, nullptr);
  EXPECT_EQ(fputs("", file), 0);
  EXPECT_EQ(ferror(file), 0);
  EXPECT_EQ(fputs("text", file), EOF);
  EXPECT_NE(ferror(file), 0);
  clearerr(file);
  EXPECT_EQ(fprintf(file, "%d", 1), -1);
  EXPECT_NE(ferror(file), 0);
  fclose(file);
}

}  // namespace
