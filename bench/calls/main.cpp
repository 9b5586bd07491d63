// SPDX-License-Identifier: MIT
// calls-nacre: measures the overhead of nacre's wrapper functions over the plain system calls. Short
// batches of system calls and of wrapper calls alternate, so that other load affects both equally. The
// figures are medians over all rounds. A wrapper that is a cancellation point is also compared with a
// cancellation point of musl.
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

// A wrapper is marked "slow" if its overhead is more than 5 ns and more than 5 % of the system call.
// Cancellation points are not marked, because they also check for a cancellation.
constexpr double kOverheadNs = 5, kOverheadShare = 0.05;

struct Pair {
  const char* name;
  void (*raw)();
  void (*wrapper)();
};

// In the pairs named "an error", the call fails, so the wrapper also sets errno.
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
    {"epoll_pwait of musl",
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
    std::puts("nacre: this kernel has no process descriptors (pidfd_open), which this benchmark needs");
    return 1;
  }
  std::printf("%-36s %10s %10s %10s %10s\n", "nanoseconds per call", "raw", "wrapper", "overhead",
              "ratio");
  double of_nacres_point = 0, of_musls_point = 0;
  int marked = 0;
  for (const auto& [name, raw, wrapper] : kPairs) {
    std::vector<double> raws, wrappers, overheads, ratios;
    for (int round = 0; round < kRounds; ++round) {
      // The order alternates, so that warming up affects both equally.
      const bool raw_first = round % 2 == 0;
      const double first = time_of(raw_first ? raw : wrapper);
      const double second = time_of(raw_first ? wrapper : raw);
      const double of_raw = raw_first ? first : second, of_wrapper = raw_first ? second : first;
      raws.push_back(of_raw);
      wrappers.push_back(of_wrapper);
      overheads.push_back(of_wrapper - of_raw);
      ratios.push_back(of_wrapper / of_raw);
    }
    const double overhead = measure::median(overheads), ratio = measure::median(ratios);
    const bool is_point = std::strstr(name, "cancellation") != nullptr;
    const bool is_musls = std::strstr(name, "musl") != nullptr;
    if (is_point) of_nacres_point = overhead;
    if (is_musls) of_musls_point = overhead;
    const bool is_marked =
        !is_point && !is_musls && overhead > kOverheadNs && ratio > 1 + kOverheadShare;
    marked += is_marked ? 1 : 0;
    std::printf("%-36s %10.1f %10.1f %+10.1f %10.3f%s\n", name, measure::median(raws),
                measure::median(wrappers), overhead, ratio, is_marked ? "  slow" : "");
  }
  std::printf(
      "%d wrappers have an overhead of more than %.0f ns and more than %.0f %% of the system call\n",
      marked, kOverheadNs, kOverheadShare * 100);
  std::printf("the overhead of a cancellation point is %+.1f ns in nacre, and %+.1f ns in musl\n",
              of_nacres_point, of_musls_point);
}
