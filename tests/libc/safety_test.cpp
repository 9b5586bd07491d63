// SPDX-License-Identifier: MIT
// What is documented of each function about cancellation: whether it is a cancellation point, and
// whether a thread may be cancelled asynchronously in it (AC-Safe). tests/scripts/safety.sh compares
// this table with the manual pages and with the comments of the sources.
#include <fcntl.h>
#include <ftw.h>
#include <gtest/gtest.h>
#include <nacre/droppable.h>
#include <nacre/indirect.h>
#include <nacre/memory.h>
#include <nacre/random.h>
#include <nacre/secret.h>
#include <pthread.h>
#include <sched.h>
#include <semaphore.h>
#include <spawn.h>
#include <sys/epoll.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/pidfd.h>
#include <sys/random.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>

#include "tests/support/child.hpp"
#include "tests/support/mappings.hpp"

namespace {

enum Point : bool { kNoPoint, kPoint };
enum Signal : bool { kAsUnsafe, kAsSafe };
enum Async : bool { kAcUnsafe, kAcSafe };

struct Claim {
  const char* name;
  Point point;
  Signal signal;
  Async async;
  void (*call)();          // may be cut short at any instruction where the function is AC-Safe
  void (*tidy)() = [] {};  // what a cleanup handler would do
};
void PrintTo(const Claim& claim, std::ostream* out) { *out << claim.name; }

// What the calls work on. Made before any of them, by setup().
int ends[2] = {-1, -1}, listener, own_pidfd, spawned = -1;
unsigned char bytes[4096];
void* page;
nacre_droppable* cache;
void* secret;
pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
sem_t semaphore;
pthread_t other_thread;
constexpr timespec kPast{1, 0};
char* const kNone[] = {nullptr};
char program_name[] = "true";
char* const kWords[] = {program_name, nullptr};

void setup() {
  listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr address{AF_UNIX, ""};
  if (bind(listener, &address, sizeof(sa_family_t)) != 0 || listen(listener, 5) != 0) std::abort();
  own_pidfd = pidfd_open(getpid(), 0);
  page = mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  cache = nacre_droppable_create(1 << 20, 64);
  secret = nacre_secret_alloc(32, 0);
  sem_init(&semaphore, 0, 0);
  const long key = 1;
  nacre_droppable_put(cache, &key, sizeof key, bytes, 64);
}

// close() is a cancellation point itself.
void shut(long file) {
  if (file >= 0) syscall(SYS_close, file);
}
void close_ends() {
  for (int& end : ends) {
    shut(end);
    end = -1;
  }
}
void pthread_clockjoin() {
  static const pthread_t self = pthread_self();
  pthread_clockjoin_np(other_thread == pthread_t{} ? self : other_thread, nullptr, CLOCK_REALTIME,
                       &kPast);
}

const Claim kClaims[] = {
    // Random numbers.
    {"getrandom", kPoint, kAsSafe, kAcSafe, [] { (void)!getrandom(bytes, 4096, 0); }},
    {"getentropy", kNoPoint, kAsSafe, kAcSafe, [] { (void)!getentropy(bytes, 256); }},
    {"arc4random", kNoPoint, kAsSafe, kAcSafe, [] { arc4random(); }},
    {"arc4random_buf", kNoPoint, kAsSafe, kAcSafe, [] { arc4random_buf(bytes, 4096); }},
    {"arc4random_uniform", kNoPoint, kAsSafe, kAcSafe, [] { arc4random_uniform(6); }},
    {"nacre_random_describe", kNoPoint, kAsSafe, kAcSafe,
     [] {
       nacre_random_report report;
       nacre_random_describe(&report, sizeof report);
     }},
    {"nacre_random_discard", kNoPoint, kAsSafe, kAcSafe, [] { nacre_random_discard(); }},
    {"nacre_random_prepare", kNoPoint, kAsUnsafe, kAcUnsafe, [] { nacre_random_prepare(3); }},
    // Descriptors.
    {"accept4", kPoint, kAsSafe, kAcUnsafe, [] { accept4(listener, nullptr, nullptr, SOCK_CLOEXEC); }},
    {"pipe2", kNoPoint, kAsSafe, kAcSafe,
     [] {
       if (pipe2(ends, O_CLOEXEC) == 0) close_ends();
     },
     close_ends},
    {"socketpair", kNoPoint, kAsSafe, kAcSafe,
     [] {
       if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0) close_ends();
     },
     close_ends},
    {"socket", kNoPoint, kAsSafe, kAcUnsafe, [] { shut(socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"dup3", kNoPoint, kAsSafe, kAcSafe, [] { dup3(0, 200, O_CLOEXEC); }, [] { shut(200); }},
    {"signalfd", kNoPoint, kAsSafe, kAcUnsafe,
     [] {
       sigset_t none;
       sigemptyset(&none);
       shut(signalfd(-1, &none, 0));
     }},
    {"isfdtype", kNoPoint, kAsSafe, kAcSafe, [] { isfdtype(0, S_IFSOCK); }},
    {"close_range", kNoPoint, kAsSafe, kAcSafe, [] { close_range(1000, 2000, 0); }},
    {"closefrom", kNoPoint, kAsSafe, kAcSafe, [] { closefrom(1000); }},
    {"nacre_indirect", kNoPoint, kAsSafe, kAcUnsafe,
     [] {
       const indirect_registers registers{SYS_getpid, {}};
       nacre_indirect(&registers, nullptr, 0);
     }},
    {"openat2", kPoint, kAsSafe, kAcUnsafe,
     [] {
       const open_how how{};
       openat2(AT_FDCWD, "/no/such", &how, sizeof how);
     }},
    {"epoll_pwait2", kPoint, kAsSafe, kAcSafe,
     [] {
       epoll_event event;
       epoll_pwait2(-1, &event, 1, nullptr, nullptr);
     }},
    // Processes and threads.
    {"pidfd_open", kNoPoint, kAsSafe, kAcUnsafe, [] { shut(pidfd_open(getpid(), 0)); }},
    {"pidfd_getfd", kNoPoint, kAsSafe, kAcUnsafe, [] { shut(pidfd_getfd(own_pidfd, 0, 0)); }},
    {"pidfd_getpid", kNoPoint, kAsSafe, kAcSafe, [] { pidfd_getpid(own_pidfd); }},
    {"pidfd_send_signal", kNoPoint, kAsSafe, kAcSafe,
     [] { pidfd_send_signal(own_pidfd, 0, nullptr, 0); }},
    {"pidfd_spawn", kNoPoint, kAsUnsafe, kAcSafe,
     [] { pidfd_spawn(&spawned, "/no/such", nullptr, nullptr, kWords, kNone); }},
    {"pidfd_spawnp", kNoPoint, kAsUnsafe, kAcSafe,
     [] { pidfd_spawnp(&spawned, "/no/such", nullptr, nullptr, kWords, kNone); }},
    {"posix_spawn_file_actions_addclosefrom_np", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addclosefrom_np(&actions, 3);
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawn_file_actions_addtcsetpgrp_np", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addtcsetpgrp_np(&actions, 0);
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawn_file_actions_addchdir", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addchdir(&actions, "/");
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawn_file_actions_addfchdir", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addfchdir(&actions, 0);
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawnattr_setcgroup_np", kNoPoint, kAsSafe, kAcSafe,
     [] {
       posix_spawnattr_t attributes{};
       posix_spawnattr_setcgroup_np(&attributes, 0);
     }},
    {"posix_spawnattr_getcgroup_np", kNoPoint, kAsSafe, kAcSafe,
     [] {
       const posix_spawnattr_t attributes{};
       int cgroup;
       posix_spawnattr_getcgroup_np(&attributes, &cgroup);
     }},
    {"execveat", kNoPoint, kAsSafe, kAcSafe, [] { execveat(AT_FDCWD, "/no/such", kWords, kNone, 0); }},
    {"tgkill", kNoPoint, kAsSafe, kAcSafe, [] { tgkill(getpid(), gettid(), 0); }},
    {"pthread_gettid_np", kNoPoint, kAsSafe, kAcSafe, [] { pthread_gettid_np(pthread_self()); }},
    {"pthread_sigqueue", kNoPoint, kAsSafe, kAcSafe, [] { pthread_sigqueue(pthread_self(), 0, {}); }},
    {"getcpu", kNoPoint, kAsSafe, kAcSafe, [] { getcpu(nullptr, nullptr); }},
    {"sched_setattr", kNoPoint, kAsSafe, kAcSafe, [] { sched_setattr(-1, nullptr, 0); }},
    {"sched_getattr", kNoPoint, kAsSafe, kAcSafe, [] { sched_getattr(-1, nullptr, 0, 0); }},
    {"pthread_clockjoin_np", kPoint, kAsUnsafe, kAcUnsafe, pthread_clockjoin},
    {"pthread_cond_clockwait", kPoint, kAsUnsafe, kAcUnsafe,
     [] {
       pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
       pthread_mutex_lock(&own);
       pthread_cond_clockwait(&condition, &own, CLOCK_REALTIME, &kPast);
     }},
    {"pthread_mutex_clocklock", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       pthread_mutex_clocklock(&mutex, CLOCK_REALTIME, &kPast);
       pthread_mutex_unlock(&mutex);
     }},
    {"pthread_rwlock_clockrdlock", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       pthread_rwlock_clockrdlock(&rwlock, CLOCK_REALTIME, &kPast);
       pthread_rwlock_unlock(&rwlock);
     }},
    {"pthread_rwlock_clockwrlock", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       pthread_rwlock_clockwrlock(&rwlock, CLOCK_REALTIME, &kPast);
       pthread_rwlock_unlock(&rwlock);
     }},
    {"sem_clockwait", kPoint, kAsUnsafe, kAcUnsafe,
     [] { sem_clockwait(&semaphore, CLOCK_REALTIME, &kPast); }},
    // Memory.
    {"free_sized", kNoPoint, kAsUnsafe, kAcUnsafe, [] { free_sized(std::malloc(10), 10); }},
    {"free_aligned_sized", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] { free_aligned_sized(std::aligned_alloc(64, 64), 64, 64); }},
    {"memalignment", kNoPoint, kAsSafe, kAcSafe, [] { memalignment(bytes); }},
    {"memset_explicit", kNoPoint, kAsSafe, kAcSafe, [] { memset_explicit(bytes, 0, sizeof bytes); }},
    {"mseal", kNoPoint, kAsSafe, kAcSafe, [] { mseal(page, 0, ~0UL); }},
    {"pkey_alloc", kNoPoint, kAsSafe, kAcUnsafe,
     [] {
       if (const int key = pkey_alloc(0, 0); key >= 0) pkey_free(key);
     }},
    {"pkey_free", kNoPoint, kAsSafe, kAcSafe, [] { pkey_free(-1); }},
    {"pkey_get", kNoPoint, kAsSafe, kAcSafe, [] { pkey_get(0); }},
    {"pkey_set", kNoPoint, kAsSafe, kAcSafe, [] { pkey_set(0, 0); }},
    {"pkey_mprotect", kNoPoint, kAsSafe, kAcSafe,
     [] { pkey_mprotect(page, 4096, PROT_READ | PROT_WRITE, -1); }},
    {"process_madvise", kNoPoint, kAsSafe, kAcSafe, [] { process_madvise(-1, nullptr, 0, 0, 0); }},
    {"process_mrelease", kNoPoint, kAsSafe, kAcSafe, [] { process_mrelease(-1, 0); }},
    {"nacre_memfd_secret", kNoPoint, kAsSafe, kAcUnsafe, [] { shut(nacre_memfd_secret(0)); }},
    {"nacre_cachestat", kNoPoint, kAsSafe, kAcSafe,
     [] {
       const nacre_cachestat_range range{};
       nacre_cachestat_counts counts;
       nacre_cachestat(~0U, &range, &counts, 0);
     }},
    {"nacre_map_shadow_stack", kNoPoint, kAsSafe, kAcUnsafe,
     [] { nacre_map_shadow_stack(nullptr, 1, ~0U); }},
    {"nacre_secret_alloc", kNoPoint, kAsSafe, kAcUnsafe,
     [] { nacre_secret_free(nacre_secret_alloc(32, 0)); }},
    {"nacre_secret_free", kNoPoint, kAsSafe, kAcUnsafe, [] { nacre_secret_free(nullptr); }},
    {"nacre_secret_size", kNoPoint, kAsSafe, kAcSafe, [] { nacre_secret_size(secret); }},
    {"nacre_secret_kind", kNoPoint, kAsSafe, kAcSafe, [] { nacre_secret_kind(secret); }},
    {"nacre_secret_refusal", kNoPoint, kAsSafe, kAcSafe, [] { nacre_secret_refusal(secret); }},
    {"nacre_droppable_create", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] { nacre_droppable_destroy(nacre_droppable_create(1 << 20, 0)); }},
    {"nacre_droppable_destroy", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] { nacre_droppable_destroy(nullptr); }},
    {"nacre_droppable_get", kNoPoint, kAsSafe, kAcSafe,
     [] {
       const long key = 1;
       nacre_droppable_get(cache, &key, sizeof key, bytes, sizeof bytes);
     }},
    {"nacre_droppable_put", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       const long key = 1;
       nacre_droppable_put(cache, &key, sizeof key, bytes, 64);
     }},
    {"nacre_droppable_remove", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       const long key = 2;
       nacre_droppable_remove(cache, &key, sizeof key);
     }},
    {"nacre_droppable_trim", kNoPoint, kAsUnsafe, kAcUnsafe, [] { nacre_droppable_trim(cache, 1); }},
    {"nacre_droppable_statistics", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       struct nacre_droppable_statistics statistics;
       nacre_droppable_statistics(cache, &statistics, sizeof statistics);
     }},
    // Files.
    {"nftw", kNoPoint, kAsUnsafe, kAcUnsafe,
     [] {
       const auto visit = [](const char*, const struct stat*, int, FTW*) { return 1; };
       nftw("/", visit, 1, FTW_PHYS);
     }},
    // Mounts.
    {"fsopen", kNoPoint, kAsSafe, kAcUnsafe, [] { fsopen("no such type", 0); }},
    {"fsconfig", kNoPoint, kAsSafe, kAcSafe, [] { fsconfig(-1, 0, nullptr, nullptr, 0); }},
    {"fsmount", kNoPoint, kAsSafe, kAcUnsafe, [] { fsmount(-1, 0, 0); }},
    {"fspick", kNoPoint, kAsSafe, kAcUnsafe, [] { fspick(-1, "", 0); }},
    {"move_mount", kNoPoint, kAsSafe, kAcSafe, [] { move_mount(-1, "", -1, "", 0); }},
    {"open_tree", kNoPoint, kAsSafe, kAcUnsafe, [] { open_tree(-1, "", 0); }},
    {"mount_setattr", kNoPoint, kAsSafe, kAcSafe, [] { mount_setattr(-1, "", 0, nullptr, 0); }},
};

class Safety : public testing::TestWithParam<Claim> {};

// The call of the one function, made by a thread that was cancelled before.
const Claim* claim;
bool returned;
void* call_when_cancelled(void*) {
  pthread_cancel(pthread_self());
  claim->call();
  returned = true;
  return nullptr;
}

TEST_P(Safety, IsACancellationPointExactlyIfSaid) {
  claim = &GetParam();
  EXPECT_EQ(test::in_child([] {
              setup();
              returned = false;
              pthread_t thread;
              if (pthread_create(&thread, nullptr, call_when_cancelled, nullptr) != 0) return 99;
              void* result;
              pthread_join(thread, &result);
              if (returned != (result != PTHREAD_CANCELED)) return 98;
              return returned == (claim->point == kNoPoint) ? 0 : 1;
            }),
            "exit 0");
}

std::atomic<bool> is_in_call;
void* call_forever(void*) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
  is_in_call = true;
  for (;;) {
    claim->call();
    // A cancellation that came while a function had it disabled is acted on here.
    pthread_testcancel();
  }
}

// Cancelled after a moment that is another each time.
bool cancel_in_call(unsigned turn) {
  is_in_call = false;
  pthread_t thread;
  if (pthread_create(&thread, nullptr, call_forever, nullptr) != 0) return false;
  while (!is_in_call) sched_yield();
  for (unsigned i = 0; i < turn * 7919 % 20000; ++i) __asm__ volatile("");
  pthread_cancel(thread);
  pthread_join(thread, nullptr);
  claim->tidy();
  return true;
}

int open_descriptors() {
  int count = 0;
  for (int file = 0; file < 1024; ++file) count += fcntl(file, F_GETFD) >= 0;
  return count;
}

// No lock is left behind: another child, another program, and the call itself.
bool others_go_on() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return false;
  pid_t program;
  if (posix_spawn(&program, "/no/such", nullptr, nullptr, kWords, kNone) != ENOENT) return false;
  claim->call();
  claim->tidy();
  return true;
}

TEST_P(Safety, LosesNothingWhereItIsAsyncCancelSafe) {
  claim = &GetParam();
  if (claim->async == kAcUnsafe) return;
  EXPECT_EQ(test::in_child([] {
              setup();
              // The first ones map what is mapped once.
              for (unsigned turn = 0; turn < 3; ++turn) cancel_in_call(turn);
              const int descriptors = open_descriptors(), mappings = test::count_mappings();
              for (unsigned turn = 0; turn < 40; ++turn)
                if (!cancel_in_call(turn)) return 99;
              if (open_descriptors() != descriptors) return 1;
              if (test::count_mappings() != mappings) return 2;
              return others_go_on() ? 0 : 3;
            }),
            "exit 0");
}

void* wait_forever(void*) {
  for (;;) pause();
}

volatile sig_atomic_t handled;
void call_in_handler(int) {
  const int error = errno;
  handled = handled + 1;
  claim->call();
  errno = error;
}

// A lock that is not taken with signals blocked would stop the handler for good. The handler comes into
// the call itself, and into what takes the libc's own locks.
TEST_P(Safety, MayBeCalledInAHandlerWhereItIsAsyncSignalSafe) {
  claim = &GetParam();
  if (claim->signal == kAsUnsafe) return;
  EXPECT_EQ(test::in_child([] {
              setup();
              // In a process of one thread the libc takes no locks.
              sigset_t signals;
              sigfillset(&signals);
              pthread_sigmask(SIG_BLOCK, &signals, nullptr);
              pthread_t other;
              if (pthread_create(&other, nullptr, wait_forever, nullptr) != 0) return 98;
              pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
              struct sigaction action {};
              action.sa_handler = call_in_handler;
              action.sa_flags = SA_RESTART;
              sigaction(SIGUSR1, &action, nullptr);
              sigevent event{};
              event.sigev_notify = SIGEV_SIGNAL;
              event.sigev_signo = SIGUSR1;
              timer_t timer;
              const itimerspec often{{0, 300000}, {0, 300000}};
              if (timer_create(CLOCK_MONOTONIC, &event, &timer) != 0) return 99;
              timer_settime(timer, 0, &often, nullptr);
              const long key = 3;
              while (handled < 100) {
                claim->call();
                std::free(std::malloc(100));
                pid_t program;
                posix_spawn(&program, "/no/such", nullptr, nullptr, kWords, kNone);
                nacre_droppable_put(cache, &key, sizeof key, bytes, 64);
                getentropy(bytes, 256);
              }
              timer_delete(timer);
              return 0;
            }),
            "exit 0");
}

INSTANTIATE_TEST_SUITE_P(Of, Safety, testing::ValuesIn(kClaims),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
