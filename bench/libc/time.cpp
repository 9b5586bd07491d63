// SPDX-License-Identifier: MIT
// Measures clocks and dates.
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>

#include <array>
#include <string>

#include "bench/libc/add.hpp"
#include "bench/libc/rows.hpp"

namespace bench {
namespace {

constexpr char kUtc[] = "UTC", kCentralEurope[] = "CET-1CEST,M3.5.0,M10.5.0/3";

// The time zone of the process, as long as the object exists.
class Zone {
 public:
  explicit Zone(const char* zone) {
    if (const char* const before = getenv("TZ")) before_ = before;
    setenv("TZ", zone, 1);
    tzset();
  }
  ~Zone() {
    before_.empty() ? unsetenv("TZ") : setenv("TZ", before_.c_str(), 1);
    tzset();
  }

 private:
  std::string before_;
};

// Measures call(element) for the elements of a table, in a time zone.
template <class Table, class Call, class Accept>
void add_in(const char* zone, const char* name, const Table& table, Call call, Accept accept) {
  const auto run = [=, &table](benchmark::State& state) {
    const Zone here(zone);
    measure_over(state, table, call, accept);
  };
  benchmark::RegisterBenchmark(name, run)->Arg(0);
}

// Returns times at intervals of seven hours, from the beginning of 2026 (UTC) to October.
std::array<time_t, 1024> some_times() {
  std::array<time_t, 1024> all;
  for (size_t i = 0; i < all.size(); ++i)
    all[i] = time_t{1767225600} + static_cast<time_t>(i) * 7 * 3600;
  return all;
}

// Returns the dates of these times in UTC. Whether daylight saving time applies is left to mktime.
std::array<tm, 1024> dates_of(const std::array<time_t, 1024>& times) {
  std::array<tm, 1024> all{};
  for (size_t i = 0; i < all.size(); ++i) {
    gmtime_r(&times[i], &all[i]);
    all[i].tm_isdst = -1;
  }
  return all;
}

tm as_local(time_t time) {
  tm date{};
  localtime_r(&time, &date);
  return date;
}
time_t from_local(tm date) { return mktime(&date); }

}  // namespace

void register_time() {
  static const auto times = some_times();
  static const auto dates = dates_of(times);

  add("time/time", true, [] { return time(nullptr) > times[0]; });
  add("time/clock_gettime_realtime", 0, [] {
    timespec now;
    return clock_gettime(CLOCK_REALTIME, &now);
  });
  add("time/clock_gettime_monotonic", 0, [] {
    timespec now;
    return clock_gettime(CLOCK_MONOTONIC, &now);
  });
  add("time/gettimeofday", 0, [] {
    timeval now;
    return gettimeofday(&now, nullptr);
  });

  const auto is_time_of = [](const tm& date, time_t time) {
    return as_local(time).tm_hour == date.tm_hour;
  };
  const auto is_date_of = [](time_t time, const tm& date) { return from_local(date) == time; };
  add_in(kUtc, "time/localtime_r_utc", times, as_local, is_date_of);
  add_in(kCentralEurope, "time/localtime_r_rule", times, as_local, is_date_of);
  add_in(kUtc, "time/mktime_utc", dates, from_local, is_time_of);
  add_in(kCentralEurope, "time/mktime_rule", dates, from_local, is_time_of);
  const auto as_utc = [](time_t time) {
    tm date{};
    gmtime_r(&time, &date);
    return date;
  };
  const auto from_utc = [](tm date) { return timegm(&date); };
  add_over("time/gmtime_r", times, as_utc,
           [=](time_t time, const tm& date) { return from_utc(date) == time; });
  add_over("time/timegm", dates, from_utc,
           [=](const tm& date, time_t time) { return as_utc(time).tm_hour == date.tm_hour; });

  const auto print = [](const tm& date) {
    char text[64];
    return strftime(text, sizeof text, "%Y-%m-%d %H:%M:%S", &date);
  };
  add_over("time/strftime", dates, print, [](const tm&, size_t length) { return length == 19; });
  add("time/strptime", 59, [] {
    tm date{};
    const char* const end = strptime("2026-12-31 23:30:59", "%Y-%m-%d %H:%M:%S", &date);
    return end != nullptr && *end == 0 ? date.tm_sec : -1;
  });
}

}  // namespace bench
