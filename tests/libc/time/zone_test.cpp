// SPDX-License-Identifier: MIT
// Tests that localtime_r and mktime, which remember the last period with the same offset from UTC,
// return what they return without this memory. A change of TZ clears the memory.
#include <errno.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cstring>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace {

void set_zone(const std::string& zone) { setenv("TZ", zone.c_str(), 1); }
void forget_zone() {
  set_zone("UTC0");
  tzset();
}

// What a function returns for a time or a date.
struct Answer {
  time_t time;
  tm date;
  bool operator==(const Answer& other) const {
    return time == other.time && date.tm_year == other.date.tm_year &&
           date.tm_mon == other.date.tm_mon && date.tm_mday == other.date.tm_mday &&
           date.tm_hour == other.date.tm_hour && date.tm_min == other.date.tm_min &&
           date.tm_sec == other.date.tm_sec && date.tm_isdst == other.date.tm_isdst &&
           date.tm_gmtoff == other.date.tm_gmtoff && std::string(date.tm_zone) == other.date.tm_zone;
  }
};
void PrintTo(const Answer& answer, std::ostream* stream) {
  char text[64];
  strftime(text, sizeof text, "%F %T %z ", &answer.date);
  *stream << answer.time << " " << text << answer.date.tm_isdst << " " << answer.date.tm_zone;
}

Answer local(time_t time) {
  Answer answer{time, {}};
  EXPECT_EQ(localtime_r(&time, &answer.date), &answer.date);
  return answer;
}
// Takes the time as a local date.
Answer made(time_t local_time, int is_dst) {
  Answer answer{0, {}};
  gmtime_r(&local_time, &answer.date);
  answer.date.tm_isdst = is_dst;
  answer.time = mktime(&answer.date);
  return answer;
}
// The name of the zone is in memory that a change of TZ overwrites.
struct Copy {
  Answer answer;
  std::string zone;
  explicit Copy(const Answer& from) : answer(from), zone(from.date.tm_zone) {}
  Answer get() const {
    Answer copy = answer;
    copy.date.tm_zone = zone.c_str();
    return copy;
  }
};

// Writes a zoneinfo file. The types are LMT, STD and DST, in turn from the first transition on.
class ZoneFile {
 public:
  ZoneFile(int version, const std::vector<int64_t>& times, const std::string& footer) {
    std::string out;
    const auto put = [&out](uint64_t value, int size) {
      for (int byte = size - 1; byte >= 0; --byte) out += static_cast<char>(value >> 8 * byte);
    };
    for (int part = 0; part < (version == 1 ? 1 : 2); ++part) {
      const bool full = part == 1 || version == 1;
      const size_t count = full ? times.size() : 0;
      out += "TZif";
      out += version == 1 ? '\0' : static_cast<char>('0' + version);
      out.append(15, '\0');
      for (const size_t number : {size_t{0}, size_t{0}, size_t{0}, count, size_t{3}, size_t{12}})
        put(number, 4);
      for (size_t i = 0; i < count; ++i) put(static_cast<uint64_t>(times[i]), part == 1 ? 8 : 4);
      for (size_t i = 0; i < count; ++i) out += static_cast<char>(1 + i % 2);
      for (const int type : {0, 1, 2}) {
        put(static_cast<uint32_t>(std::vector<int>{-3600, 7200, 10800}[static_cast<size_t>(type)]), 4);
        out += static_cast<char>(type == 2);
        out += static_cast<char>(4 * type);
      }
      out.append("LMT\0STD\0DST", 12);
    }
    if (version > 1) out += "\n" + footer + "\n";
    const int fd = mkstemp(path_);
    EXPECT_GE(fd, 0);
    EXPECT_EQ(write(fd, out.data(), out.size()), static_cast<ssize_t>(out.size()));
    close(fd);
  }
  ZoneFile(const ZoneFile&) = delete;
  ZoneFile& operator=(const ZoneFile&) = delete;
  ~ZoneFile() { unlink(path_); }
  std::string path() const { return path_; }

 private:
  char path_[32] = "/tmp/nacre-zone-XXXXXX";
};

// Times close to each change of the offset of the zone from 1968 to 2045, close to the beginnings of
// these years, and some random ones.
std::vector<time_t> times_of_interest() {
  std::vector<time_t> times = {0, -1, 1, INT_MAX, INT_MIN, 67767000000000000, -67767000000000000};
  std::mt19937 random(2);
  const time_t first = -70000000, last = 2370000000;
  for (int i = 0; i < 60; ++i) times.push_back(static_cast<time_t>(random()) * 3 - first);
  const auto add_around = [&times](time_t time) {
    for (const time_t step : {time_t{1}, time_t{3600}, time_t{7200}, time_t{10800}})
      for (const time_t distance : {-step - 1, -step, time_t{-1}, time_t{0}, step - 1, step, step + 1})
        times.push_back(time + distance);
  };
  for (time_t time = first; time < last; time += 86400 * 11) {
    time_t low = time, high = time + 86400 * 11;
    const long before = local(low).date.tm_gmtoff;
    if (before == local(high).date.tm_gmtoff) continue;
    while (high - low > 1)
      (local((low + high) / 2).date.tm_gmtoff == before ? low : high) = (low + high) / 2;
    add_around(high);
    add_around(high + before);
    add_around(high + local(high).date.tm_gmtoff);
  }
  for (int year = 69; year < 75; ++year) {
    tm date{};
    date.tm_year = year, date.tm_mday = 1;
    add_around(timegm(&date));
  }
  return times;
}

class Zone : public testing::Test {
 protected:
  void TearDown() override {
    unsetenv("TZ");
    tzset();
  }
  // Compares the answers of a remembered zone with those directly after a change of TZ.
  static void check(const std::string& zone) {
    set_zone(zone);
    std::vector<time_t> times = times_of_interest();
    std::mt19937 random(3);
    while (times.size() > 500) {
      times[random() % times.size()] = times.back();
      times.pop_back();
    }
    std::vector<std::vector<Copy>> expected(times.size());
    for (size_t i = 0; i < times.size(); ++i)
      for (int kind = -2; kind < 2; ++kind) {
        forget_zone();
        set_zone(zone);
        expected[i].emplace_back(kind == -2 ? local(times[i]) : made(times[i], kind));
      }
    set_zone(zone);
    for (size_t i = 0; i < 40 * times.size(); ++i) {
      // Half of the times are neighbors of the previous one.
      static size_t index = 0;
      index = random() % 2 == 0 ? random() % times.size() : (index + random() % 3) % times.size();
      const int kind = static_cast<int>(random() % 4) - 2;
      const Answer answer = kind == -2 ? local(times[index]) : made(times[index], kind);
      ASSERT_EQ(answer, expected[index][static_cast<size_t>(kind + 2)].get())
          << zone << " " << times[index] << " " << kind;
    }
  }
};

TEST_F(Zone, OfARuleHasTheRightOffsetInAnyOrderOfTimes) {
  for (const char* zone :
       {"UTC0", "", "<+03>-3", "CET-1CEST,M3.5.0,M10.5.0/3", "EST5EDT", "AEST-10AEDT,M10.1.0,M4.1.0/3",
        "XXX-10YYY,J1/0,J183/0", "AAA3BBB,J365/23,J31", "EST5EDT,0/0,J365/25",
        "XXX3:30:15YYY2:10:05,60/2:30:15,J300", "WGT3WGST,M3.5.0/-2,M10.5.0/-1",
        "IST-1GMT0,M10.5.0,M3.5.0/1", "AAA0BBB,J1/-100,J1/100"})
    check(zone);
}
TEST_F(Zone, OfAFileHasTheRightOffsetInAnyOrderOfTimes) {
  const std::vector<int64_t> some = {-5000000, 100000, 200000, 40000000, 500000000};
  for (int version = 1; version < 4; ++version)
    for (const char* footer : {"", "STD-2DST,J100,J300", "STD-2"}) {
      check(ZoneFile(version, some, footer).path());
      check(ZoneFile(version, {100000}, footer).path());
      check(ZoneFile(version, {}, footer).path());
    }
  check(ZoneFile(2, {INT64_MIN, -5, INT64_MAX}, "").path());
  check(ZoneFile(2, {INT64_MIN + 5000, INT64_MIN + 6000}, "STD-2DST,J100,J300").path());
}
TEST_F(Zone, ChangesWithTheEnvironment) {
  const time_t time = 1782878400;  // 1 July 2026
  for (int i = 0; i < 3; ++i) {
    set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
    EXPECT_EQ(local(time).date.tm_gmtoff, 7200);
    EXPECT_EQ(made(time, -1).time, time - 7200);
    set_zone("AEST-10AEDT,M10.1.0,M4.1.0/3");
    EXPECT_EQ(local(time).date.tm_gmtoff, 36000);
    EXPECT_EQ(made(time, -1).time, time - 36000);
    // The text is changed in place.
    static char entry[] = "TZ=AAA5";
    putenv(entry);
    EXPECT_EQ(local(time).date.tm_gmtoff, -18000);
    entry[6] = '7';
    EXPECT_EQ(local(time).date.tm_gmtoff, -25200);
    EXPECT_EQ(made(time, -1).time, time + 25200);
    entry[6] = '5';
  }
}
TEST_F(Zone, IsTheSameInAllThreads) {
  set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([i] {
      const time_t summer = 1782878400 + i, winter = 1767225600 + i;
      for (int round = 0; round < 20000; ++round) {
        ASSERT_EQ(local(summer).date.tm_gmtoff, 7200);
        ASSERT_EQ(local(winter).date.tm_gmtoff, 3600);
        ASSERT_EQ(made(summer, -1).time, summer - 7200);
        ASSERT_EQ(made(winter, -1).time, winter - 3600);
      }
    });
  for (std::thread& thread : threads) thread.join();
}
TEST_F(Zone, RejectsYearsThatDoNotFit) {
  set_zone("CET-1CEST,M3.5.0,M10.5.0/3");
  tm date{};
  for (const time_t time : {time_t{INT64_MAX}, time_t{INT64_MIN}, time_t{67768036191676799} + 1}) {
    errno = 0;
    EXPECT_EQ(localtime_r(&time, &date), nullptr);
    EXPECT_EQ(errno, EOVERFLOW);
  }
}

}  // namespace
