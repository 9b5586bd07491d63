// SPDX-License-Identifier: MIT
// locale NAME: checks std::locale of libstdc++ on this libc. NAME is the locale that the environment
// variables request. Prints each failed check, and then "ok" or "failed". As in musl, each well-formed
// name is a valid locale. All locales but "C" have the encoding UTF-8. All format numbers and dates as
// "C" does, but a locale file in the folder MUSL_LOCPATH can translate the names of days and months.
#include <locale.h>
#include <stdlib.h>

#include <clocale>
#include <codecvt>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <cwchar>
#include <filesystem>
#include <fstream>
#include <iomanip>
#include <iostream>
#include <locale>
#include <regex>
#include <sstream>
#include <string>
#include <thread>
#include <utility>
#include <vector>
#if __has_include(<format>)
#include <format>
#endif

namespace {

int failures = 0;

void expect(bool holds, const char* claim, int line) {
  if (holds) return;
  std::printf("locale.cpp:%d: %s\n", line, claim);
  ++failures;
}
#define EXPECT(claim) expect((claim), #claim, __LINE__)

using WideCodecvt = std::codecvt<wchar_t, char, std::mbstate_t>;
using WideCtype = std::ctype<wchar_t>;

const char* const kNames[] = {"C.UTF-8", "en_US.UTF-8", "de_DE.UTF-8", "xx_YY.UTF-8"};
// The same text with Latin, Chinese and emoji characters, wide and in UTF-8.
const std::wstring kWide = L"gr\u00fc\u00df \u4e2d \U0001f600";
const std::string kUtf8 = "gr\u00fc\u00df \u4e2d \U0001f600";

// Returns whether std::locale rejects the name.
bool throws(const char* name) {
  try {
    std::locale locale(name);
  } catch (const std::runtime_error&) {
    return true;
  }
  return false;
}

// A locale has the name that was passed to its constructor. Malformed names are rejected.
void names(const char* expected) {
  EXPECT(std::locale("").name() == expected);
  for (const char* name : kNames) EXPECT(std::locale(name).name() == name);
  EXPECT(std::locale("C") == std::locale::classic());
  EXPECT(std::locale("POSIX") == std::locale::classic());
  EXPECT(throws(nullptr));
  EXPECT(throws("a;b"));
  EXPECT(throws(";"));
  EXPECT(throws("LC_CTYPE=C.UTF-8;LC_NUMERIC=C"));
  EXPECT(
      throws("LC_CTYPE=C;LC_NUMERIC=C;LC_TIME=C;LC_COLLATE=C;LC_MONETARY=C;LC_MESSAGES=C;LC_OTHER=C"));
  EXPECT(throws("LC_CTYPE=C;LC_NUMERIC=C;LC_TIME=C;LC_COLLATE=C;LC_MONETARY=C;LC_NONE=C"));
}

// std::locale::global also sets the C locale.
void global() {
  for (const char* name : kNames) {
    std::locale::global(std::locale(name));
    EXPECT(std::locale().name() == name);
    EXPECT(!std::strcmp(std::setlocale(LC_CTYPE, nullptr), name));
  }
  std::locale::global(std::locale::classic());
  EXPECT(!std::strcmp(std::setlocale(LC_ALL, nullptr), "C"));
}

// One category differs from the others. The name of such a locale lists all categories.
void mixed() {
  const std::locale locale(std::locale("de_DE.UTF-8"), std::locale::classic(), std::locale::ctype);
  EXPECT(locale.name() ==
         "LC_CTYPE=C;LC_NUMERIC=de_DE.UTF-8;LC_TIME=de_DE.UTF-8;LC_COLLATE=de_DE.UTF-8;"
         "LC_MONETARY=de_DE.UTF-8;LC_MESSAGES=de_DE.UTF-8");
  const std::locale again(locale.name().c_str());
  EXPECT(again.name() == locale.name());
  EXPECT(std::use_facet<WideCodecvt>(again).max_length() == 1);
  std::locale::global(locale);
  EXPECT(!std::strcmp(std::setlocale(LC_CTYPE, nullptr), "C"));
  EXPECT(!std::strcmp(std::setlocale(LC_NUMERIC, nullptr), "de_DE.UTF-8"));
  EXPECT(!std::strcmp(std::setlocale(LC_MESSAGES, nullptr), "de_DE.UTF-8"));
  std::locale::global(std::locale::classic());
}

// The facet codecvt converts between wchar_t and UTF-8.
void conversion() {
  const std::locale locale("en_US.UTF-8");
  const WideCodecvt& utf8 = std::use_facet<WideCodecvt>(locale);
  EXPECT(utf8.encoding() == 0);
  EXPECT(utf8.max_length() == 4);
  EXPECT(!utf8.always_noconv());
  const WideCodecvt& bytes = std::use_facet<WideCodecvt>(std::locale::classic());
  EXPECT(bytes.encoding() == 1);
  EXPECT(bytes.max_length() == 1);

  std::mbstate_t state{};
  EXPECT(utf8.length(state, kUtf8.data(), kUtf8.data() + kUtf8.size(), 5) == 7);
  // The output has no room for the 3 bytes of the character.
  char two[2], *next;
  const wchar_t* wide_next;
  state = {};
  EXPECT(utf8.out(state, L"\u4e2d", L"\u4e2d" + 1, wide_next, two, two + 2, next) ==
         std::codecvt_base::partial);
  // The bytes of a character are split between two inputs.
  wchar_t wide[8], *wide_end;
  const char* utf8_next;
  const char first[] = "a\xe4\xb8", second[] =
                                        "\xad"
                                        "b";
  state = {};
  EXPECT(utf8.in(state, first, first + 3, utf8_next, wide, wide + 8, wide_end) == std::codecvt_base::ok);
  EXPECT(utf8_next == first + 3 && wide_end == wide + 1 && !std::mbsinit(&state));
  EXPECT(utf8.in(state, second, second + 2, utf8_next, wide, wide + 8, wide_end) ==
         std::codecvt_base::ok);
  EXPECT(wide_end == wide + 2 && wide[0] == L'\u4e2d' && wide[1] == L'b' && std::mbsinit(&state));
  // The byte 0xff is not UTF-8, and the surrogate 0xd800 is not a Unicode character.
  const char wrong[] =
      "ab\xff"
      "c";
  state = {};
  EXPECT(utf8.in(state, wrong, wrong + 4, utf8_next, wide, wide + 8, wide_end) ==
         std::codecvt_base::error);
  EXPECT(utf8_next == wrong + 2 && wide_end == wide + 2);
  const wchar_t with_surrogate[] = {L'a', static_cast<wchar_t>(0xd800), 0};
  char out[16];
  state = {};
  EXPECT(utf8.out(state, with_surrogate, with_surrogate + 2, wide_next, out, out + 16, next) ==
         std::codecvt_base::error);
  EXPECT(wide_next == with_surrogate + 1 && next == out + 1);
  // A null character is converted like any other.
  const wchar_t with_zero[] = {L'\u00fc', 0, L'\u00df'};
  state = {};
  EXPECT(utf8.out(state, with_zero, with_zero + 3, wide_next, out, out + 16, next) ==
         std::codecvt_base::ok);
  EXPECT(next == out + 5 && !std::memcmp(out, "\u00fc\0\u00df", 5));

  struct German : std::codecvt_byname<wchar_t, char, std::mbstate_t> {
    German() : codecvt_byname("de_DE.UTF-8") {}
    ~German() override = default;
  };
  std::wstring_convert<German> convert;
  EXPECT(convert.to_bytes(kWide) == kUtf8);
  EXPECT(convert.from_bytes(kUtf8) == kWide);
}

// Wide file streams write and read UTF-8. The text is longer than a stream's buffer.
void streams() {
  const std::locale locale("C.UTF-8");
  const char* path = "locale.text";
  std::wstring text;
  for (int i = 0; i < 5000; ++i) text += kWide + std::wstring(static_cast<size_t>(i % 5), L'x') + L"\n";
  {
    std::wofstream out;
    out.imbue(locale);
    out.open(path);
    out << text;
    EXPECT(out.flush().good());
  }
  {
    std::ifstream bytes(path);
    std::string line;
    std::getline(bytes, line);
    EXPECT(line == kUtf8);
  }
  {
    std::wifstream in;
    in.imbue(locale);
    in.open(path);
    std::wstring read((std::istreambuf_iterator<wchar_t>(in)), {});
    EXPECT(read == text);
    in.clear();
    in.seekg(0);
    std::wstring line;
    EXPECT(std::getline(in, line) && line == kWide);
    const auto place = in.tellg();
    std::getline(in, line);
    in.seekg(place);
    std::getline(in, line);
    EXPECT(line == kWide + L"x");
  }
  {
    // The file is not UTF-8.
    std::ofstream(path) << "ab\xff"
                           "c";
    std::wifstream in;
    in.imbue(locale);
    in.open(path);
    std::wstring word;
    in >> word;
    EXPECT(!in.good());
  }
  {
    // The locale "C" cannot encode this character.
    std::wofstream out(path);
    out.imbue(std::locale::classic());
    out << L'\u00fc' << std::flush;
    EXPECT(out.bad());
  }
  std::remove(path);
}

// The facet ctype<wchar_t> classifies Unicode characters, and converts them to upper and lower case.
void characters() {
  for (const char* name : kNames) {
    const std::locale locale(name);
    const WideCtype& wide = std::use_facet<WideCtype>(locale);
    EXPECT(wide.is(WideCtype::alpha, L'\u00fc'));
    EXPECT(wide.is(WideCtype::lower, L'\u00fc'));
    EXPECT(wide.is(WideCtype::upper, L'\u00dc'));
    EXPECT(wide.is(WideCtype::alpha, L'\u4e2d'));
    EXPECT(wide.is(WideCtype::punct, L'\u00bf'));
    EXPECT(wide.is(WideCtype::space, L'\u2003'));
    EXPECT(!wide.is(WideCtype::alpha, L'1'));
    EXPECT(wide.toupper(L'\u00fc') == L'\u00dc');
    EXPECT(wide.tolower(L'\u0416') == L'\u0436');
    std::wstring word = L"gr\u00fcn";
    wide.toupper(word.data(), word.data() + word.size());
    EXPECT(word == L"GR\u00dcN");
    EXPECT(wide.scan_not(WideCtype::alpha, kWide.data(), kWide.data() + kWide.size()) ==
           kWide.data() + 4);
    EXPECT(wide.narrow(L'a', '?') == 'a');
    EXPECT(wide.narrow(L'\u00fc', '?') == '?');
    EXPECT(wide.widen('a') == L'a');
    EXPECT(std::isalpha(L'\u00fc', locale));
    EXPECT(std::toupper(L'\u00e9', locale) == L'\u00c9');
  }
}

// A ctype facet with a changed table, as programs use it to split text at commas.
struct CommaIsSpace : std::ctype<char> {
  static const mask* table() {
    static std::vector<mask> changed(classic_table(), classic_table() + table_size);
    changed[','] = static_cast<mask>(changed[','] | space);
    return changed.data();
  }
  CommaIsSpace() : ctype(table()) {}
};

// The facet ctype<char> classifies bytes as the C functions do.
void bytes() {
  using Ctype = std::ctype<char>;
  const struct {
    Ctype::mask mask;
    int (*test)(int);
  } kClasses[] = {{Ctype::upper, ::isupper}, {Ctype::lower, ::islower},   {Ctype::alpha, ::isalpha},
                  {Ctype::digit, ::isdigit}, {Ctype::xdigit, ::isxdigit}, {Ctype::space, ::isspace},
                  {Ctype::print, ::isprint}, {Ctype::graph, ::isgraph},   {Ctype::cntrl, ::iscntrl},
                  {Ctype::punct, ::ispunct}, {Ctype::alnum, ::isalnum},   {Ctype::blank, ::isblank}};
  for (const std::locale& locale : {std::locale::classic(), std::locale("de_DE.UTF-8")}) {
    const Ctype& ctype = std::use_facet<Ctype>(locale);
    EXPECT(ctype.table() != nullptr);
    bool same = true;
    for (const auto& one : kClasses)
      for (int c = 0; c < 256; ++c)
        same = same && ctype.is(one.mask, static_cast<char>(c)) == !!one.test(c);
    EXPECT(same);
    EXPECT(ctype.toupper('a') == 'A' && ctype.tolower('A') == 'a' && ctype.toupper('\xfc') == '\xfc');
  }
  std::istringstream in("1,2,3");
  in.imbue(std::locale(std::locale::classic(), new CommaIsSpace));
  int a = 0, b = 0, c = 0;
  in >> a >> b >> c;
  EXPECT(a == 1 && b == 2 && c == 3);
}

// The facet collate compares by code point.
void collation() {
  const std::locale locale("en_US.UTF-8");
  EXPECT(locale(std::string("a"), std::string("b")) && !locale(std::string("b"), std::string("a")));
  EXPECT(locale(std::wstring(L"a"), std::wstring(L"\u00fc")));
  const auto& collate = std::use_facet<std::collate<wchar_t>>(locale);
  const auto transform = [&](const std::wstring& s) {
    return collate.transform(s.data(), s.data() + s.size());
  };
  EXPECT(transform(L"a") < transform(L"b"));
  EXPECT(transform(kWide) == transform(kWide));
}

// A numpunct facet with German separators.
struct Dots : std::numpunct<char> {
  char do_thousands_sep() const override { return '.'; }
  char do_decimal_point() const override { return ','; }
  std::string do_grouping() const override { return "\3"; }
};

// Numbers have no thousands separators, unless a program's own facet adds them.
void numbers() {
  const std::locale locale("de_DE.UTF-8");
  std::ostringstream out;
  out.imbue(locale);
  out << 1234567 << ' ' << 1234.5 << ' ' << true << ' ' << 1e300L;
  EXPECT(out.str() == "1234567 1234.5 1 1e+300");
  EXPECT(std::use_facet<std::numpunct<char>>(locale).decimal_point() == '.');
  EXPECT(std::use_facet<std::numpunct<wchar_t>>(locale).decimal_point() == L'.');
  EXPECT(std::use_facet<std::numpunct<char>>(locale).grouping().empty());
  out.str("");
  out.imbue(std::locale(locale, new Dots));
  out << std::fixed << std::setprecision(2) << 1234567.891 << ' ' << 1234567;
  EXPECT(out.str() == "1.234.567,89 1.234.567");
  std::istringstream in("1.234,5");
  in.imbue(std::locale(locale, new Dots));
  double number = 0;
  in >> number;
  EXPECT(number == 1234.5);
  std::wostringstream wide;
  wide.imbue(locale);
  wide << 1234567.25;
  EXPECT(wide.str() == L"1.23457e+06");
}

// Amounts of money are written and read as plain numbers.
void money() {
  const std::locale locale("en_US.UTF-8");
  std::ostringstream out;
  out.imbue(locale);
  out << std::put_money("12345");
  EXPECT(out.str() == "12345");
  std::wistringstream in(L"678");
  in.imbue(locale);
  long double units = 0;
  in >> std::get_money(units);
  EXPECT(units == 678);
}

// Dates are written and read in English.
void times() {
  const std::locale locale("de_DE.UTF-8");
  std::tm time{};
  time.tm_year = 126, time.tm_mon = 10, time.tm_mday = 28, time.tm_wday = 6, time.tm_hour = 13;
  std::ostringstream out;
  out.imbue(locale);
  out << std::put_time(&time, "%A %d %B %Y %H:%M %p");
  EXPECT(out.str() == "Saturday 28 November 2026 13:00 PM");
  std::wostringstream wide;
  wide.imbue(locale);
  wide << std::put_time(&time, L"%a %d %b %Y \u00fc");
  EXPECT(wide.str() == L"Sat 28 Nov 2026 \u00fc");
  std::wistringstream in(L"Friday 13 March 2026 07:08:09");
  in.imbue(locale);
  std::tm read{};
  in >> std::get_time(&read, L"%A %d %B %Y %T");
  EXPECT(!in.fail());
  EXPECT(read.tm_wday == 5 && read.tm_mday == 13 && read.tm_mon == 2 && read.tm_year == 126 &&
         read.tm_sec == 9);
}

// Writes a locale file, which has the format of gettext's .mo files. `texts` are pairs of a text and its
// translation, sorted by text.
void write_locale_file(const std::string& path,
                       const std::vector<std::pair<std::string, std::string>>& texts) {
  const auto count = static_cast<std::uint32_t>(texts.size());
  constexpr std::uint32_t kMagic = 0x950412de, kHeader = 28, kEntry = 8;
  std::vector<std::uint32_t> numbers = {kMagic, 0, count, kHeader, kHeader + kEntry * count, 0, 0};
  std::uint32_t end = kHeader + 2 * kEntry * count;
  std::string all;
  for (const bool translated : {false, true})
    for (const auto& text : texts) {
      const std::string& one = translated ? text.second : text.first;
      numbers.push_back(static_cast<std::uint32_t>(one.size()));
      numbers.push_back(end + static_cast<std::uint32_t>(all.size()));
      all += one + '\0';
    }
  std::ofstream file(path, std::ios::binary);
  file.write(reinterpret_cast<const char*>(numbers.data()),
             static_cast<std::streamsize>(4 * numbers.size()));
  file << all;
}

// With a locale file in MUSL_LOCPATH, dates are written and read in the file's language.
void translated_times() {
  const std::string folder = std::filesystem::current_path().string();
  write_locale_file("mo_MO.UTF-8", {{"", "Content-Type: text/plain; charset=UTF-8\n"},
                                    {"Mar", "M\u00e4r"},
                                    {"March", "M\u00e4rz"},
                                    {"Saturday", "Samstag"}});
  setenv("MUSL_LOCPATH", folder.c_str(), 1);
  const std::locale locale("mo_MO.UTF-8");
  std::tm time{};
  time.tm_wday = 6, time.tm_mon = 2, time.tm_mday = 1;
  std::ostringstream out;
  out.imbue(locale);
  out << std::put_time(&time, "%A %B %b");
  EXPECT(out.str() == "Samstag M\u00e4rz M\u00e4r");
  std::wostringstream wide;
  wide.imbue(locale);
  wide << std::put_time(&time, L"%A %B %b");
  EXPECT(wide.str() == L"Samstag M\u00e4rz M\u00e4r");
  std::wistringstream in(L"M\u00e4rz");
  in.imbue(locale);
  std::tm read{};
  in >> std::get_time(&read, L"%B");
  EXPECT(!in.fail() && read.tm_mon == 2);
  std::remove("mo_MO.UTF-8");
}

// If the catalog does not exist, get() returns the default text, which is its last argument.
void messages() {
  const std::locale locale("de_DE.UTF-8");
  const auto& messages = std::use_facet<std::messages<wchar_t>>(locale);
  const auto catalog = messages.open("no-such-catalog", locale);
  EXPECT(messages.get(catalog, 0, 0, L"default") == L"default");
  messages.close(catalog);
}

// Regular expressions use the locale's character classes.
void patterns() {
  std::wregex word;
  word.imbue(std::locale("C.UTF-8"));
  word.assign(L"[[:alpha:]]+");
  EXPECT(std::regex_match(L"gr\u00fc\u00df\u4e2d", word));
  word.assign(L"GR\u00dcN", std::regex::icase);
  EXPECT(std::regex_match(L"gr\u00fcn", word));
  std::regex digits("[[:digit:]]+");
  EXPECT(std::regex_search("abc 123", digits));
}

// Paths convert between wchar_t and UTF-8.
void paths() {
  const std::filesystem::path path(L"gr\u00fc\u00df");
  EXPECT(path.string() == "gr\u00fc\u00df");
  EXPECT(path.wstring() == L"gr\u00fc\u00df");
  EXPECT(std::filesystem::path(kUtf8, std::locale("C.UTF-8")).wstring() == kWide);
}

#if __has_include(<format>)
// std::format uses the numpunct facet of its locale.
void formats() {
  EXPECT(std::format(std::locale("de_DE.UTF-8"), "{:L} {:L} {}", 1234567, 1.5, "\u00fc") ==
         "1234567 1.5 \u00fc");
  EXPECT(std::format(std::locale(std::locale("de_DE.UTF-8"), new Dots), "{:L}", 1234567) == "1.234.567");
}
#endif

// Threads use different locales at the same time. This must not change the C locale.
void threads() {
  const locale_t before = uselocale(nullptr);
  std::vector<std::thread> all;
  std::vector<char> good(4, 1);
  for (size_t t = 0; t < good.size(); ++t)
    all.emplace_back([&good, t] {
      for (int i = 0; i < 200; ++i) {
        const std::locale locale(t % 2 ? kNames[i % 4] : "C");
        std::wostringstream out;
        out.imbue(locale);
        out << 1.5 << L'\u00fc';
        std::mbstate_t state{};
        char bytes[8], *end;
        const wchar_t* next;
        const bool converts =
            std::use_facet<WideCodecvt>(locale).out(state, L"\u00fc", L"\u00fc" + 1, next, bytes,
                                                    bytes + 8, end) == std::codecvt_base::ok;
        // "C" cannot encode this character. The other locales can.
        good[t] = good[t] && out.str() == L"1.5\u00fc" && converts == (t % 2 == 1);
      }
    });
  for (std::thread& thread : all) thread.join();
  for (char one : good) EXPECT(one);
  EXPECT(uselocale(nullptr) == before);
  EXPECT(!std::strcmp(std::setlocale(LC_ALL, nullptr), "C"));
}

}  // namespace

int main(int, char** argv) {
  names(argv[1]);
  global();
  mixed();
  conversion();
  streams();
  characters();
  bytes();
  collation();
  numbers();
  money();
  times();
  translated_times();
  messages();
  patterns();
  paths();
#if __has_include(<format>)
  formats();
#endif
  threads();
  std::locale::global(std::locale(""));
  if (std::use_facet<WideCodecvt>(std::locale()).max_length() > 1) {
    std::wcout.imbue(std::locale());
    std::wcout << kWide << L'\n';
    EXPECT(std::wcout.flush().good());
  }
  std::printf("%s\n", failures ? "failed" : "ok");
  return failures != 0;
}
