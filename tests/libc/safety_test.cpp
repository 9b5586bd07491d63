// SPDX-License-Identifier: MIT
// What is documented of each function about cancellation: whether it is a cancellation point, and
// whether a thread may be cancelled asynchronously in it (AC-Safe). tests/scripts/safety.sh compares
// this table with the manual pages and with the comments of the sources.
#include <fcntl.h>
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
enum Async : bool { kUnsafe, kSafe };

struct Claim {
  const char* name;
  Point point;
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
    {"getrandom", kPoint, kSafe, [] { (void)!getrandom(bytes, 4096, 0); }},
    {"getentropy", kNoPoint, kSafe, [] { (void)!getentropy(bytes, 256); }},
    {"arc4random", kNoPoint, kSafe, [] { arc4random(); }},
    {"arc4random_buf", kNoPoint, kSafe, [] { arc4random_buf(bytes, 4096); }},
    {"arc4random_uniform", kNoPoint, kSafe, [] { arc4random_uniform(6); }},
    {"nacre_random_describe", kNoPoint, kSafe,
     [] {
       nacre_random_report report;
       nacre_random_describe(&report, sizeof report);
     }},
    {"nacre_random_discard", kNoPoint, kSafe, [] { nacre_random_discard(); }},
    {"nacre_random_prepare", kNoPoint, kUnsafe, [] { nacre_random_prepare(3); }},
    // Descriptors.
    {"accept4", kPoint, kUnsafe, [] { accept4(listener, nullptr, nullptr, SOCK_CLOEXEC); }},
    {"pipe2", kNoPoint, kSafe,
     [] {
       if (pipe2(ends, O_CLOEXEC) == 0) close_ends();
     },
     close_ends},
    {"socketpair", kNoPoint, kSafe,
     [] {
       if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0) close_ends();
     },
     close_ends},
    {"socket", kNoPoint, kUnsafe, [] { shut(socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"dup3", kNoPoint, kSafe, [] { dup3(0, 200, O_CLOEXEC); }, [] { shut(200); }},
    {"signalfd", kNoPoint, kUnsafe,
     [] {
       sigset_t none;
       sigemptyset(&none);
       shut(signalfd(-1, &none, 0));
     }},
    {"isfdtype", kNoPoint, kSafe, [] { isfdtype(0, S_IFSOCK); }},
    {"close_range", kNoPoint, kSafe, [] { close_range(1000, 2000, 0); }},
    {"closefrom", kNoPoint, kSafe, [] { closefrom(1000); }},
    {"nacre_indirect", kNoPoint, kUnsafe,
     [] {
       const indirect_registers registers{SYS_getpid, {}};
       nacre_indirect(&registers, nullptr, 0);
     }},
    {"openat2", kPoint, kUnsafe,
     [] {
       const open_how how{};
       openat2(AT_FDCWD, "/no/such", &how, sizeof how);
     }},
    {"epoll_pwait2", kPoint, kSafe,
     [] {
       epoll_event event;
       epoll_pwait2(-1, &event, 1, nullptr, nullptr);
     }},
    // Processes and threads.
    {"pidfd_open", kNoPoint, kUnsafe, [] { shut(pidfd_open(getpid(), 0)); }},
    {"pidfd_getfd", kNoPoint, kUnsafe, [] { shut(pidfd_getfd(own_pidfd, 0, 0)); }},
    {"pidfd_getpid", kNoPoint, kSafe, [] { pidfd_getpid(own_pidfd); }},
    {"pidfd_send_signal", kNoPoint, kSafe, [] { pidfd_send_signal(own_pidfd, 0, nullptr, 0); }},
    {"pidfd_spawn", kNoPoint, kSafe,
     [] { pidfd_spawn(&spawned, "/no/such", nullptr, nullptr, kWords, kNone); }},
    {"pidfd_spawnp", kNoPoint, kSafe,
     [] { pidfd_spawnp(&spawned, "/no/such", nullptr, nullptr, kWords, kNone); }},
    {"posix_spawn_file_actions_addclosefrom_np", kNoPoint, kUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addclosefrom_np(&actions, 3);
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawn_file_actions_addtcsetpgrp_np", kNoPoint, kUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addtcsetpgrp_np(&actions, 0);
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawn_file_actions_addchdir", kNoPoint, kUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addchdir(&actions, "/");
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawn_file_actions_addfchdir", kNoPoint, kUnsafe,
     [] {
       posix_spawn_file_actions_t actions;
       posix_spawn_file_actions_init(&actions);
       posix_spawn_file_actions_addfchdir(&actions, 0);
       posix_spawn_file_actions_destroy(&actions);
     }},
    {"posix_spawnattr_setcgroup_np", kNoPoint, kSafe,
     [] {
       posix_spawnattr_t attributes{};
       posix_spawnattr_setcgroup_np(&attributes, 0);
     }},
    {"posix_spawnattr_getcgroup_np", kNoPoint, kSafe,
     [] {
       const posix_spawnattr_t attributes{};
       int cgroup;
       posix_spawnattr_getcgroup_np(&attributes, &cgroup);
     }},
    {"execveat", kNoPoint, kSafe, [] { execveat(AT_FDCWD, "/no/such", kWords, kNone, 0); }},
    {"tgkill", kNoPoint, kSafe, [] { tgkill(getpid(), gettid(), 0); }},
    {"pthread_gettid_np", kNoPoint, kSafe, [] { pthread_gettid_np(pthread_self()); }},
    {"pthread_sigqueue", kNoPoint, kSafe, [] { pthread_sigqueue(pthread_self(), 0, {}); }},
    {"getcpu", kNoPoint, kSafe, [] { getcpu(nullptr, nullptr); }},
    {"sched_setattr", kNoPoint, kSafe, [] { sched_setattr(-1, nullptr, 0); }},
    {"sched_getattr", kNoPoint, kSafe, [] { sched_getattr(-1, nullptr, 0, 0); }},
    {"pthread_clockjoin_np", kPoint, kUnsafe, pthread_clockjoin},
    {"pthread_cond_clockwait", kPoint, kUnsafe,
     [] {
       pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
       pthread_mutex_lock(&own);
       pthread_cond_clockwait(&condition, &own, CLOCK_REALTIME, &kPast);
     }},
    {"pthread_mutex_clocklock", kNoPoint, kUnsafe,
     [] {
       pthread_mutex_clocklock(&mutex, CLOCK_REALTIME, &kPast);
       pthread_mutex_unlock(&mutex);
     }},
    {"pthread_rwlock_clockrdlock", kNoPoint, kUnsafe,
     [] {
       pthread_rwlock_clockrdlock(&rwlock, CLOCK_REALTIME, &kPast);
       pthread_rwlock_unlock(&rwlock);
     }},
    {"pthread_rwlock_clockwrlock", kNoPoint, kUnsafe,
     [] {
       pthread_rwlock_clockwrlock(&rwlock, CLOCK_REALTIME, &kPast);
       pthread_rwlock_unlock(&rwlock);
     }},
    {"sem_clockwait", kPoint, kUnsafe, [] { sem_clockwait(&semaphore, CLOCK_REALTIME, &kPast); }},
    // Memory.
    {"free_sized", kNoPoint, kUnsafe, [] { free_sized(std::malloc(10), 10); }},
    {"free_aligned_sized", kNoPoint, kUnsafe,
     [] { free_aligned_sized(std::aligned_alloc(64, 64), 64, 64); }},
    {"memalignment", kNoPoint, kSafe, [] { memalignment(bytes); }},
    {"memset_explicit", kNoPoint, kSafe, [] { memset_explicit(bytes, 0, sizeof bytes); }},
    {"mseal", kNoPoint, kSafe, [] { mseal(page, 0, ~0UL); }},
    {"pkey_alloc", kNoPoint, kUnsafe,
     [] {
       if (const int key = pkey_alloc(0, 0); key >= 0) pkey_free(key);
     }},
    {"pkey_free", kNoPoint, kSafe, [] { pkey_free(-1); }},
    {"pkey_get", kNoPoint, kSafe, [] { pkey_get(0); }},
    {"pkey_set", kNoPoint, kSafe, [] { pkey_set(0, 0); }},
    {"pkey_mprotect", kNoPoint, kSafe, [] { pkey_mprotect(page, 4096, PROT_READ | PROT_WRITE, -1); }},
    {"process_madvise", kNoPoint, kSafe, [] { process_madvise(-1, nullptr, 0, 0, 0); }},
    {"process_mrelease", kNoPoint, kSafe, [] { process_mrelease(-1, 0); }},
    {"nacre_memfd_secret", kNoPoint, kUnsafe, [] { shut(nacre_memfd_secret(0)); }},
    {"nacre_cachestat", kNoPoint, kSafe,
     [] {
       const nacre_cachestat_range range{};
       nacre_cachestat_counts counts;
       nacre_cachestat(~0U, &range, &counts, 0);
     }},
    {"nacre_map_shadow_stack", kNoPoint, kUnsafe, [] { nacre_map_shadow_stack(nullptr, 1, ~0U); }},
    {"nacre_secret_alloc", kNoPoint, kUnsafe, [] { nacre_secret_free(nacre_secret_alloc(32, 0)); }},
    {"nacre_secret_free", kNoPoint, kUnsafe, [] { nacre_secret_free(nullptr); }},
    {"nacre_secret_size", kNoPoint, kSafe, [] { nacre_secret_size(secret); }},
    {"nacre_secret_kind", kNoPoint, kSafe, [] { nacre_secret_kind(secret); }},
    {"nacre_secret_refusal", kNoPoint, kSafe, [] { nacre_secret_refusal(secret); }},
    {"nacre_droppable_create", kNoPoint, kUnsafe,
     [] { nacre_droppable_destroy(nacre_droppable_create(1 << 20, 0)); }},
    {"nacre_droppable_destroy", kNoPoint, kUnsafe, [] { nacre_droppable_destroy(nullptr); }},
    {"nacre_droppable_get", kNoPoint, kSafe,
     [] {
       const long key = 1;
       nacre_droppable_get(cache, &key, sizeof key, bytes, sizeof bytes);
     }},
    {"nacre_droppable_put", kNoPoint, kUnsafe,
     [] {
       const long key = 1;
       nacre_droppable_put(cache, &key, sizeof key, bytes, 64);
     }},
    {"nacre_droppable_remove", kNoPoint, kUnsafe,
     [] {
       const long key = 2;
       nacre_droppable_remove(cache, &key, sizeof key);
     }},
    {"nacre_droppable_trim", kNoPoint, kUnsafe, [] { nacre_droppable_trim(cache, 1); }},
    {"nacre_droppable_statistics", kNoPoint, kUnsafe,
     [] {
       struct nacre_droppable_statistics statistics;
       nacre_droppable_statistics(cache, &statistics, sizeof statistics);
     }},
    // Mounts.
    {"fsopen", kNoPoint, kUnsafe, [] { fsopen("no such type", 0); }},
    {"fsconfig", kNoPoint, kSafe, [] { fsconfig(-1, 0, nullptr, nullptr, 0); }},
    {"fsmount", kNoPoint, kUnsafe, [] { fsmount(-1, 0, 0); }},
    {"fspick", kNoPoint, kUnsafe, [] { fspick(-1, "", 0); }},
    {"move_mount", kNoPoint, kSafe, [] { move_mount(-1, "", -1, "", 0); }},
    {"open_tree", kNoPoint, kUnsafe, [] { open_tree(-1, "", 0); }},
    {"mount_setattr", kNoPoint, kSafe, [] { mount_setattr(-1, "", 0, nullptr, 0); }},
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
void* call_for_ever(void*) {
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
  if (pthread_create(&thread, nullptr, call_for_ever, nullptr) != 0) return false;
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
  if (claim->async == kUnsafe) return;
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

INSTANTIATE_TEST_SUITE_P(Of, Safety, testing::ValuesIn(kClaims),
                         [](const auto& info) { return std::string(info.param.name); });

}  // namespace
