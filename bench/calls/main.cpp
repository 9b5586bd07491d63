// SPDX-License-Identifier: MIT
// Measures the overhead of nacre's wrappers over the plain system calls. Short batches of both
// alternate, so that other load affects both alike; the figures are medians over all rounds. A wrapper
// that is a cancellation point is also compared with one of musl's cancellation points.
#include <fcntl.h>
#include <sched.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <cstring>
#include <raw_syscall.hpp>
#include <vector>

#include "tools/measure/clock.hpp"

namespace {

constexpr int kRounds = 3000, kBatch = 50;

int epoll_descriptor, pidfd;
pid_t process, thread;
epoll_event events[1];
const timespec kNoTime{0, 0};

long word(const void* pointer) { return reinterpret_cast<long>(pointer); }

// The allowed overhead of a wrapper: this, or 5 % of the call.
constexpr double kMore = 5, kPart = 0.05;

struct Pair {
  const char* name;
  void (*raw)();
  void (*wrapper)();
};

using nacre::sys::raw_syscall;
const Pair kPairs[] = {
    {"tgkill", [] { raw_syscall(SYS_tgkill, process, thread, 0); }, [] { tgkill(process, thread, 0); }},
    {"pidfd_send_signal", [] { raw_syscall(SYS_pidfd_send_signal, pidfd, 0, 0, 0); },
     [] { pidfd_send_signal(pidfd, 0, nullptr, 0); }},
    {"close_range", [] { raw_syscall(SYS_close_range, 900, 901, 0); }, [] { close_range(900, 901, 0); }},
    {"sched_getattr",
     [] {
       char attributes[64];
       raw_syscall(SYS_sched_getattr, 0, word(attributes), 48, 0);
     },
     [] {
       alignas(8) char attributes[64];
       sched_getattr(0, reinterpret_cast<sched_attr*>(attributes), 48, 0);
     }},
    {"getcpu, an error", [] { raw_syscall(SYS_getcpu, 1, 0, 0); },
     [] { getcpu(reinterpret_cast<unsigned*>(1), nullptr); }},
    {"dup3, an error", [] { raw_syscall(SYS_dup3, -1, 9, O_CLOEXEC); }, [] { dup3(-1, 9, O_CLOEXEC); }},
    {"epoll_pwait2, a cancellation point",
     [] { raw_syscall(SYS_epoll_pwait2, epoll_descriptor, word(events), 1, word(&kNoTime), 0, 8); },
     [] { epoll_pwait2(epoll_descriptor, events, 1, &kNoTime, nullptr); }},
    {"epoll_pwait, musl's own",
     [] { raw_syscall(SYS_epoll_pwait, epoll_descriptor, word(events), 1, 0, 0, 8); },
     [] { epoll_pwait(epoll_descriptor, events, 1, 0, nullptr); }},
};

double time_of(void (*call)()) {
  const double begin = measure::now_ns();
  for (int i = 0; i < kBatch; ++i) call();
  return (measure::now_ns() - begin) / kBatch;
}

}  // namespace

int main() {
  epoll_descriptor = epoll_create1(EPOLL_CLOEXEC);
  process = getpid();
  thread = gettid();
  pidfd = pidfd_open(process, 0);
  if (pidfd < 0) {
    std::puts("nacre: this kernel has no descriptors of processes, which are called here");
    return 1;
  }
  std::printf("%-36s %10s %10s %10s %10s\n", "nanoseconds a call", "raw", "wrapper", "more", "wrapper/");
  double cancellation_point = 0, musls = 0;
  int over = 0;
  for (const auto& [name, raw, wrapper] : kPairs) {
    std::vector<double> raws, wrappers, more, ratios;
    for (int round = 0; round < kRounds; ++round) {
      // Alternate which one goes first.
      const double first = time_of(round % 2 == 0 ? raw : wrapper);
      const double second = time_of(round % 2 == 0 ? wrapper : raw);
      const double its_raw = round % 2 == 0 ? first : second, its = round % 2 == 0 ? second : first;
      raws.push_back(its_raw);
      wrappers.push_back(its);
      more.push_back(its - its_raw);
      ratios.push_back(its / its_raw);
    }
    const double its_more = measure::median(more), ratio = measure::median(ratios);
    const bool is_point = std::strstr(name, "cancellation") != nullptr;
    const bool is_musls = std::strstr(name, "musl") != nullptr;
    if (is_point) cancellation_point = its_more;
    if (is_musls) musls = its_more;
    const bool is_over = !is_point && !is_musls && its_more > kMore && ratio > 1 + kPart;
    over += is_over ? 1 : 0;
    std::printf("%-36s %10.1f %10.1f %+10.1f %10.3f%s\n", name, measure::median(raws),
                measure::median(wrappers), its_more, ratio, is_over ? "  more" : "");
  }
  std::printf("more than %.0f ns and %.0f %% over its system call: %d wrappers\n", kMore, kPart * 100,
              over);
  std::printf("a cancellation point costs %+.1f ns, musl's own %+.1f\n", cancellation_point, musls);
}
