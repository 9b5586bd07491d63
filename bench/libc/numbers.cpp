// SPDX-License-Identifier: MIT
// Measures conversions between numbers and text.
#include <stdio.h>
#include <stdlib.h>

#include <array>
#include <string>

#include "bench/libc/add.hpp"
#include "bench/libc/rows.hpp"
#include "bench/libc/tables.hpp"

namespace bench {
namespace {

char text[512];

// Measures snprintf of the numbers of a table.
void add_print(const char* name, const std::array<double, kTable>& table, const char* format) {
  add_over(
      name, table, [format](double number) { return snprintf(text, sizeof text, format, number); },
      [](double, int length) { return length > 0 && static_cast<size_t>(length) < sizeof text; });
}

// Returns the numbers as text with 17 digits.
std::array<std::string, kTable> printed(const std::array<double, kTable>& table) {
  std::array<std::string, kTable> all;
  for (size_t i = 0; i < table.size(); ++i) {
    snprintf(text, sizeof text, "%.17g", table[i]);
    all[i] = text;
  }
  return all;
}

// Measures strtod of numbers that were printed with 17 digits. The result must be the same number.
void add_exact_strtod(const char* name, const std::array<double, kTable>& table,
                      const std::array<std::string, kTable>& printed) {
  add_over(
      name, printed, [](const std::string& digits) { return strtod(digits.c_str(), nullptr); },
      [&](const std::string& digits, double number) {
        return number == table[static_cast<size_t>(&digits - &printed[0])];
      });
}

}  // namespace

void register_numbers() {
  static const auto usual = doubles_between(-1000, 1000);
  static const auto all_sizes = doubles_of_all_sizes();
  static const auto printed_usual = printed(usual), printed_all_sizes = printed(all_sizes);

  add("numbers/snprintf_d_s_x", 18,
      [] { return snprintf(text, sizeof text, "%d %s %x", -12345, "string", 48879); });
  add("numbers/snprintf_s", 20,
      [] { return snprintf(text, sizeof text, "%s", "a string of 20 bytes"); });
  add("numbers/snprintf_ld", 13, [] { return snprintf(text, sizeof text, "%ld", 1234567890123L); });
  add_over(
      "numbers/snprintf_f_g", usual,
      [](double number) { return snprintf(text, sizeof text, "%f %g", number, number); },
      [](double, int length) { return length > 8; });
  add_print("numbers/snprintf_3f", usual, "%.3f");
  add_print("numbers/snprintf_17g", usual, "%.17g");
  add_print("numbers/snprintf_g_all_sizes", all_sizes, "%g");
  add_print("numbers/snprintf_17g_all_sizes", all_sizes, "%.17g");
  add_print("numbers/snprintf_f_all_sizes", all_sizes, "%f");

  add("numbers/strtod_short", 3.25, [] { return strtod("3.25", nullptr); });
  add_exact_strtod("numbers/strtod_17", usual, printed_usual);
  add_exact_strtod("numbers/strtod_17_all_sizes", all_sizes, printed_all_sizes);
  add("numbers/strtol", -1234567890L, [] { return strtol("-1234567890", nullptr, 10); });
  add("numbers/strtol_hex", 0xdeadbeefL, [] { return strtol("0xdeadbeef", nullptr, 16); });
  add("numbers/atoi", 12345, [] { return atoi("12345"); });
  add("numbers/sscanf_d_s", 2, [] {
    int number;
    char word[16];
    return sscanf("12345 word", "%d %15s", &number, word);
  });
  add("numbers/sscanf_lf", 1, [] {
    double number;
    return sscanf("3.14159", "%lf", &number);
  });
}

}  // namespace bench
