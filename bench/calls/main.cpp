// SPDX-License-Identifier: MIT
// What nacre's wrapper of a call costs over the system call alone. Both are made in turn, some at a
// time, so that what else the machine does meets both; medians of all rounds. Where the wrapper is a
// cancellation point, one of musl's own stands beside it.
#include <sched.h>
#include <sys/epoll.h>
#include <sys/pidfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <csignal>
#include <cstdio>
#include <functional>
#include <raw_syscall.hpp>
#include <vector>

#include "bench/ops/clock.hpp"

namespace {

constexpr int kRounds = 3000, kBatch = 50;

int epoll_descriptor, pidfd;
epoll_event events[1];
const timespec kNoTime{0, 0};

long word(const void* pointer) { return reinterpret_cast<long>(pointer); }

struct Pair {
  const char* name;
  void (*raw)();
  void (*wrapper)();
};

using nacre::sys::raw_syscall;
const Pair kPairs[] = {
    {"tgkill", [] { raw_syscall(SYS_tgkill, getpid(), gettid(), 0); },
     [] { tgkill(getpid(), gettid(), 0); }},
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
    {"accept4, an error", [] { raw_syscall(SYS_accept4, -1, 0, 0, SOCK_CLOEXEC); },
     [] { accept4(-1, nullptr, nullptr, SOCK_CLOEXEC); }},
    {"epoll_pwait2, a cancellation point",
     [] { raw_syscall(SYS_epoll_pwait2, epoll_descriptor, word(events), 1, word(&kNoTime), 0, 8); },
     [] { epoll_pwait2(epoll_descriptor, events, 1, &kNoTime, nullptr); }},
    {"epoll_pwait, musl's own",
     [] { raw_syscall(SYS_epoll_pwait, epoll_descriptor, word(events), 1, 0, 0, 8); },
     [] { epoll_pwait(epoll_descriptor, events, 1, 0, nullptr); }},
};

double time_of(void (*call)()) {
  const double begin = bench::now_ns();
  for (int i = 0; i < kBatch; ++i) call();
  return (bench::now_ns() - begin) / kBatch;
}

}  // namespace

int main() {
  epoll_descriptor = epoll_create1(EPOLL_CLOEXEC);
  pidfd = pidfd_open(getpid(), 0);
  if (pidfd < 0) {
    std::puts("nacre: this kernel has no descriptors of processes, which are called here");
    return 1;
  }
  std::printf("%-36s %10s %10s %10s %10s\n", "nanoseconds a call", "raw", "wrapper", "more", "wrapper/");
  for (const auto& [name, raw, wrapper] : kPairs) {
    std::vector<double> raws, wrappers, more, ratios;
    for (int round = 0; round < kRounds; ++round) {
      // Now the one first, now the other.
      const double first = time_of(round % 2 == 0 ? raw : wrapper);
      const double second = time_of(round % 2 == 0 ? wrapper : raw);
      const double its_raw = round % 2 == 0 ? first : second, its = round % 2 == 0 ? second : first;
      raws.push_back(its_raw);
      wrappers.push_back(its);
      more.push_back(its - its_raw);
      ratios.push_back(its / its_raw);
    }
    std::printf("%-36s %10.1f %10.1f %+10.1f %10.3f\n", name, bench::median(raws),
                bench::median(wrappers), bench::median(more), bench::median(ratios));
  }
}
