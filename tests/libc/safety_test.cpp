// SPDX-License-Identifier: MIT
// Tests what the manual page of each function promises about cancellation, signal handlers and errno.
// The build reads the promises from the pages (safety_claims.hpp). This file has a call of each
// function, its recipe. A test fails if a recipe is missing. tests/scripts/safety.sh shows that these
// tests can fail.
#include <fcntl.h>
#include <ftw.h>
#include <gtest/gtest.h>
#include <malloc.h>
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

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <ctime>
#include <string>
#include <vector>

#include "tests/libc/safety_claims.hpp"
#include "tests/support/child.hpp"
#include "tests/support/mappings.hpp"

namespace {

using test::SafetyClaim;

// Frees a block. Returns whether there was one.
bool freed(void* block) {
  std::free(block);
  return block != nullptr;
}

// A call of one function.
struct Recipe {
  const char* function;
  // Calls the function once and releases what it created. Returns whether the function succeeded. If the
  // function is AC-Safe, an asynchronous cancellation may end the call at any instruction.
  bool (*call)();
  void (*tidy)() = [] {};  // cleans up after a cancelled call
};

// The arguments of the calls, which setup() creates.
int ends[2] = {-1, -1}, listener, file, epoll, own_pidfd, spawned = -1;
unsigned char bytes[4096];
void *page, *sealed;
nacre_droppable* cache;
void* secret;
pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
pthread_rwlock_t rwlock = PTHREAD_RWLOCK_INITIALIZER;
sem_t semaphore;
constexpr timespec kPast{1, 0}, kNoTime{0, 0};
char* const kNone[] = {nullptr};
char program_name[] = "true";
char* const kWords[] = {program_name, nullptr};

void* map_page() {
  return mmap(nullptr, 65536, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
}
void setup() {
  listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  sockaddr address{AF_UNIX, ""};
  if (bind(listener, &address, sizeof(sa_family_t)) != 0 || listen(listener, 5) != 0) std::abort();
  file = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  epoll = epoll_create1(EPOLL_CLOEXEC);
  own_pidfd = pidfd_open(getpid(), 0);
  page = map_page();
  sealed = map_page();
  cache = nacre_droppable_create(1 << 20, 64);
  secret = nacre_secret_alloc(32, 0);
  sem_init(&semaphore, 0, 0);
  const long key = 1;
  nacre_droppable_put(cache, &key, sizeof key, bytes, 64);
}

// Closes a descriptor without close(), which is a cancellation point. Returns whether it was open.
bool shut(long descriptor) { return descriptor >= 0 && syscall(SYS_close, descriptor) == 0; }
void close_ends() {
  for (int& end : ends) {
    shut(end);
    end = -1;
  }
}
// Tries to join the thread that called this function first. That thread still runs, and the timeout is
// in the past. So the call fails and joins nothing.
bool pthread_clockjoin() {
  static const pthread_t self = pthread_self();
  return pthread_clockjoin_np(self, nullptr, CLOCK_REALTIME, &kPast) == 0;
}
template <class Add>
bool with_file_actions(const Add& add) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  const bool succeeded = add(&actions) == 0;
  posix_spawn_file_actions_destroy(&actions);
  return succeeded;
}

// Some calls fail on purpose, such as those with "/no/such" or -1, because a call that succeeds would
// need privileges or change the process. The promises also hold for calls that fail.
const Recipe kRecipes[] = {
    // Random numbers.
    {"getrandom", [] { return getrandom(bytes, 4096, 0) == 4096; }},
    {"getentropy", [] { return getentropy(bytes, 256) == 0; }},
    {"arc4random", [] { return arc4random(), true; }},
    {"arc4random_buf", [] { return arc4random_buf(bytes, 4096), true; }},
    {"arc4random_uniform", [] { return arc4random_uniform(6), true; }},
    {"nacre_random_describe",
     [] {
       nacre_random_report report;
       return nacre_random_describe(&report, sizeof report) == 0;
     }},
    {"nacre_random_discard", [] { return nacre_random_discard() == 0; }},
    {"nacre_random_prepare", [] { return nacre_random_prepare(3) == 0; }},
    // Descriptors.
    {"accept4", [] { return shut(accept4(listener, nullptr, nullptr, SOCK_CLOEXEC)); }},
    {"pipe2",
     [] {
       const bool succeeded = pipe2(ends, O_CLOEXEC) == 0;
       if (succeeded) close_ends();
       return succeeded;
     },
     close_ends},
    {"socketpair",
     [] {
       const bool succeeded = socketpair(AF_UNIX, SOCK_STREAM, 0, ends) == 0;
       if (succeeded) close_ends();
       return succeeded;
     },
     close_ends},
    {"socket", [] { return shut(socket(AF_UNIX, SOCK_STREAM, 0)); }},
    {"dup3", [] { return dup3(0, 200, O_CLOEXEC) == 200; }, [] { shut(200); }},
    {"signalfd",
     [] {
       sigset_t none;
       sigemptyset(&none);
       return shut(signalfd(-1, &none, 0));
     }},
    {"isfdtype", [] { return isfdtype(file, S_IFREG) == 1; }},
    {"close_range", [] { return close_range(1000, 2000, 0) == 0; }},
    {"closefrom", [] { return closefrom(1000), true; }},
    {"nacre_indirect",
     [] {
       const indirect_registers registers{SYS_getpid, {}};
       return nacre_indirect(&registers, nullptr, 0) == getpid();
     }},
    {"openat2",
     [] {
       open_how how{};
       how.flags = O_CLOEXEC;
       return shut(openat2(AT_FDCWD, "/", &how, sizeof how));
     }},
    {"epoll_pwait2",
     [] {
       epoll_event event;
       return epoll_pwait2(epoll, &event, 1, &kNoTime, nullptr) == 0;
     }},
    // Processes and threads.
    {"pidfd_open", [] { return shut(pidfd_open(getpid(), 0)); }},
    {"pidfd_getfd", [] { return shut(pidfd_getfd(own_pidfd, file, 0)); }},
    {"pidfd_getpid", [] { return pidfd_getpid(own_pidfd) == getpid(); }},
    {"pidfd_send_signal", [] { return pidfd_send_signal(own_pidfd, 0, nullptr, 0) == 0; }},
    {"pidfd_spawn",
     [] { return pidfd_spawn(&spawned, "/no/such", nullptr, nullptr, kWords, kNone) == 0; }},
    {"pidfd_spawnp",
     [] { return pidfd_spawnp(&spawned, "/no/such", nullptr, nullptr, kWords, kNone) == 0; }},
    {"posix_spawn_file_actions_addclosefrom_np",
     [] {
       return with_file_actions(
           [](auto* actions) { return posix_spawn_file_actions_addclosefrom_np(actions, 3); });
     }},
    {"posix_spawn_file_actions_addtcsetpgrp_np",
     [] {
       return with_file_actions(
           [](auto* actions) { return posix_spawn_file_actions_addtcsetpgrp_np(actions, 0); });
     }},
    {"posix_spawn_file_actions_addchdir",
     [] {
       return with_file_actions(
           [](auto* actions) { return posix_spawn_file_actions_addchdir(actions, "/"); });
     }},
    {"posix_spawn_file_actions_addfchdir",
     [] {
       return with_file_actions(
           [](auto* actions) { return posix_spawn_file_actions_addfchdir(actions, 0); });
     }},
    {"posix_spawnattr_setcgroup_np",
     [] {
       posix_spawnattr_t attributes{};
       return posix_spawnattr_setcgroup_np(&attributes, 0) == 0;
     }},
    {"posix_spawnattr_getcgroup_np",
     [] {
       const posix_spawnattr_t attributes{};
       int cgroup;
       return posix_spawnattr_getcgroup_np(&attributes, &cgroup) == 0;
     }},
    {"execveat", [] { return execveat(AT_FDCWD, "/no/such", kWords, kNone, 0) == 0; }},
    {"tgkill", [] { return tgkill(getpid(), gettid(), 0) == 0; }},
    {"pthread_gettid_np", [] { return pthread_gettid_np(pthread_self()) > 0; }},
    {"pthread_sigqueue", [] { return pthread_sigqueue(pthread_self(), 0, {}) == 0; }},
    {"getcpu", [] { return getcpu(nullptr, nullptr) == 0; }},
    {"sched_setattr", [] { return sched_setattr(-1, nullptr, 0) == 0; }},
    {"sched_getattr",
     [] {
       sched_attr attributes;
       return sched_getattr(0, &attributes, sizeof attributes, 0) == 0;
     }},
    {"pthread_clockjoin_np", pthread_clockjoin},
    {"pthread_cond_clockwait",
     [] {
       pthread_mutex_t own = PTHREAD_MUTEX_INITIALIZER;
       pthread_mutex_lock(&own);
       return pthread_cond_clockwait(&condition, &own, CLOCK_REALTIME, &kPast) == 0;
     }},
    {"pthread_mutex_clocklock",
     [] {
       return pthread_mutex_clocklock(&mutex, CLOCK_REALTIME, &kPast) == 0 &&
              pthread_mutex_unlock(&mutex) == 0;
     }},
    {"pthread_rwlock_clockrdlock",
     [] {
       return pthread_rwlock_clockrdlock(&rwlock, CLOCK_REALTIME, &kPast) == 0 &&
              pthread_rwlock_unlock(&rwlock) == 0;
     }},
    {"pthread_rwlock_clockwrlock",
     [] {
       return pthread_rwlock_clockwrlock(&rwlock, CLOCK_REALTIME, &kPast) == 0 &&
              pthread_rwlock_unlock(&rwlock) == 0;
     }},
    {"sem_clockwait", [] { return sem_clockwait(&semaphore, CLOCK_REALTIME, &kPast) == 0; }},
    // Memory.
    {"malloc", [] { return freed(std::malloc(100000)); }},
    {"calloc", [] { return freed(std::calloc(10, 10000)); }},
    {"realloc", [] { return freed(std::realloc(std::malloc(10), 100000)); }},
    {"aligned_alloc", [] { return freed(std::aligned_alloc(4096, 100000)); }},
    {"free", [] { return std::free(std::malloc(10)), true; }},
    {"malloc_usable_size",
     [] {
       void* const block = std::malloc(10);
       return malloc_usable_size(block) >= 10 && freed(block);
     }},
    {"free_sized", [] { return free_sized(std::malloc(10), 10), true; }},
    {"free_aligned_sized", [] { return free_aligned_sized(std::aligned_alloc(64, 64), 64, 64), true; }},
    {"memalignment", [] { return memalignment(bytes) != 0; }},
    {"memset_explicit", [] { return memset_explicit(bytes, 0, sizeof bytes) == bytes; }},
    {"mseal", [] { return mseal(sealed, 65536, 0) == 0; }},
    {"pkey_alloc",
     [] {
       const int key = pkey_alloc(0, 0);
       return key >= 0 && pkey_free(key) == 0;
     }},
    {"pkey_free", [] { return pkey_free(-1) == 0; }},
    {"pkey_get", [] { return pkey_get(0) >= 0; }},
    {"pkey_set", [] { return pkey_set(0, 0) == 0; }},
    {"pkey_mprotect", [] { return pkey_mprotect(page, 4096, PROT_READ | PROT_WRITE, -1) == 0; }},
    {"process_madvise",
     [] {
       const iovec range{page, 65536};
       return process_madvise(own_pidfd, &range, 1, MADV_COLD, 0) == 65536;
     }},
    {"process_mrelease", [] { return process_mrelease(-1, 0) == 0; }},
    {"nacre_memfd_secret", [] { return shut(nacre_memfd_secret(0)); }},
    {"nacre_cachestat",
     [] {
       const nacre_cachestat_range range{};
       nacre_cachestat_counts counts;
       return nacre_cachestat(static_cast<unsigned>(file), &range, &counts, 0) == 0;
     }},
    {"nacre_map_shadow_stack", [] { return nacre_map_shadow_stack(nullptr, 1, ~0U) != MAP_FAILED; }},
    {"nacre_secret_alloc",
     [] {
       void* const allocated = nacre_secret_alloc(32, 0);
       nacre_secret_free(allocated);
       return allocated != nullptr;
     }},
    {"nacre_secret_free", [] { return nacre_secret_free(nullptr), true; }},
    {"nacre_secret_size", [] { return nacre_secret_size(secret) == 32; }},
    {"nacre_secret_kind", [] { return nacre_secret_kind(secret), true; }},
    {"nacre_secret_refusal", [] { return nacre_secret_refusal(secret), true; }},
    {"nacre_droppable_create",
     [] {
       nacre_droppable* const created = nacre_droppable_create(1 << 20, 0);
       nacre_droppable_destroy(created);
       return created != nullptr;
     }},
    {"nacre_droppable_destroy", [] { return nacre_droppable_destroy(nullptr), true; }},
    {"nacre_droppable_get",
     [] {
       const long key = 1;
       return nacre_droppable_get(cache, &key, sizeof key, bytes, sizeof bytes) == 64;
     }},
    {"nacre_droppable_put",
     [] {
       const long key = 1;
       return nacre_droppable_put(cache, &key, sizeof key, bytes, 64) == 0;
     }},
    {"nacre_droppable_remove",
     [] {
       const long key = 2;
       return nacre_droppable_remove(cache, &key, sizeof key) >= 0;
     }},
    {"nacre_droppable_trim", [] { return nacre_droppable_trim(cache, 1), true; }},
    {"nacre_droppable_statistics",
     [] {
       struct nacre_droppable_statistics statistics;
       return nacre_droppable_statistics(cache, &statistics, sizeof statistics) == 0;
     }},
    // Files.
    {"nftw",
     [] {
       const auto visit = [](const char*, const struct stat*, int, FTW*) { return 1; };
       return nftw("/", visit, 1, FTW_PHYS) == 1;
     }},
    // Mounts.
    {"fsopen", [] { return shut(fsopen("no such type", 0)); }},
    {"fsconfig", [] { return fsconfig(-1, 0, nullptr, nullptr, 0) == 0; }},
    {"fsmount", [] { return shut(fsmount(-1, 0, 0)); }},
    {"fspick", [] { return shut(fspick(-1, "", 0)); }},
    {"move_mount", [] { return move_mount(-1, "", -1, "", 0) == 0; }},
    {"open_tree", [] { return shut(open_tree(AT_FDCWD, "/", OPEN_TREE_CLOEXEC)); }},
    {"mount_setattr", [] { return mount_setattr(-1, "", 0, nullptr, 0) == 0; }},
};

const Recipe* find_recipe(const std::string& function) {
  const auto* const found =
      std::find_if(std::begin(kRecipes), std::end(kRecipes),
                   [&](const Recipe& recipe) { return recipe.function == function; });
  return found == std::end(kRecipes) ? nullptr : found;
}

TEST(SafetyRecipes, EachFunctionOfAManualPageHasARecipe) {
  EXPECT_FALSE(test::safety_claims().empty());
  for (const auto& claim : test::safety_claims())
    EXPECT_NE(find_recipe(claim.function), nullptr)
        << claim.function << " has a manual page but no row in kRecipes";
}
TEST(SafetyRecipes, EachRecipeHasAManualPage) {
  const auto claims = test::safety_claims();
  for (const auto& recipe : kRecipes)
    EXPECT_TRUE(std::any_of(
        claims.begin(), claims.end(),
        [&](const SafetyClaim& claim) { return std::string(claim.function) == recipe.function; }))
        << recipe.function << " has a call in kRecipes, and no manual page with a section ATTRIBUTES";
}

// The parameter is what the manual page of one function promises. `recipe` is a call of this function.
const Recipe* recipe;
class Promise : public testing::TestWithParam<SafetyClaim> {
 protected:
  void SetUp() override {
    recipe = find_recipe(GetParam().function);
    ASSERT_NE(recipe, nullptr) << "add a call of " << GetParam().function << " to kRecipes";
  }
};
// Returns the functions whose pages make the promise.
template <class Makes>
auto functions_that(const Makes& makes) {
  std::vector<SafetyClaim> chosen;
  for (const auto& claim : test::safety_claims())
    if (makes(claim)) chosen.push_back(claim);
  return testing::ValuesIn(chosen);
}
const auto name_of = [](const auto& info) { return std::string(info.param.function); };

// ---- Cancellation points ----

class CancellationPoint : public Promise {};

// Calls the function in a thread with a pending cancellation.
bool returned;
void* call_when_cancelled(void*) {
  pthread_cancel(pthread_self());
  recipe->call();
  returned = true;
  return nullptr;
}

// A cancellation is pending before the call. The thread must be cancelled in the call if the page calls
// the function a cancellation point. Otherwise, the call must return.
TEST_P(CancellationPoint, IsWhereThePageSaysSo) {
  EXPECT_EQ(test::in_child([] {
              setup();
              returned = false;
              pthread_t thread;
              if (pthread_create(&thread, nullptr, call_when_cancelled, nullptr) != 0) return 99;
              void* result;
              pthread_join(thread, &result);
              if (returned != (result != PTHREAD_CANCELED)) return 98;  // returned, and yet cancelled
              return returned ? 1 : 2;
            }),
            GetParam().is_cancellation_point ? "exit 2" : "exit 1")
      << "1: the call returned; 2: the thread was cancelled in it";
}
INSTANTIATE_TEST_SUITE_P(Of, CancellationPoint, functions_that([](const SafetyClaim&) { return true; }),
                         name_of);

// ---- Asynchronous cancellation ----

class AsyncCancel : public Promise {};

std::atomic<bool> is_in_call;
void* call_forever(void*) {
  pthread_setcanceltype(PTHREAD_CANCEL_ASYNCHRONOUS, nullptr);
  is_in_call = true;
  for (;;) {
    recipe->call();
    // Acts on a cancellation that arrived while the function had disabled cancellation.
    pthread_testcancel();
  }
}

// Cancels a thread during the call. The delay before the cancellation depends on `turn`.
bool cancel_in_call(unsigned turn) {
  is_in_call = false;
  pthread_t thread;
  if (pthread_create(&thread, nullptr, call_forever, nullptr) != 0) return false;
  while (!is_in_call) sched_yield();
  for (unsigned i = 0; i < turn * 7919 % 20000; ++i) __asm__ volatile("");
  pthread_cancel(thread);
  pthread_join(thread, nullptr);
  recipe->tidy();
  return true;
}

int open_descriptors() {
  int count = 0;
  for (int number = 0; number < 1024; ++number) count += fcntl(number, F_GETFD) >= 0;
  return count;
}

// Returns whether fork, posix_spawn and the function itself still work. If a lock was left locked, they
// hang, and the time limit of the test ends the process.
bool later_calls_work() {
  const pid_t child = fork();
  if (child == 0) _exit(0);
  int status = 0;
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) return false;
  pid_t program;
  if (posix_spawn(&program, "/no/such", nullptr, nullptr, kWords, kNone) != ENOENT) return false;
  recipe->call();
  recipe->tidy();
  return true;
}

// Threads are cancelled asynchronously in the call. No descriptor, mapping or lock may be lost.
TEST_P(AsyncCancel, LosesNothing) {
  EXPECT_EQ(test::in_child([] {
              setup();
              // The first calls create mappings that later calls share.
              for (unsigned turn = 0; turn < 3; ++turn) cancel_in_call(turn);
              const int descriptors = open_descriptors(), mappings = test::count_mappings();
              for (unsigned turn = 0; turn < 40; ++turn)
                if (!cancel_in_call(turn)) return 99;
              if (open_descriptors() != descriptors) return 1;
              if (test::count_mappings() != mappings) return 2;
              return later_calls_work() ? 0 : 3;
            }),
            "exit 0")
      << "1: a descriptor was lost; 2: a mapping was lost; 3: a lock was left locked";
}
INSTANTIATE_TEST_SUITE_P(Of, AsyncCancel, functions_that([](const SafetyClaim& claim) {
                           return claim.is_async_cancel_safe;
                         }),
                         name_of);

// ---- Signal handlers ----

class SignalHandler : public Promise {};

void* wait_forever(void*) {
  for (;;) pause();
}

volatile sig_atomic_t handled;
void call_in_handler(int) {
  const int error = errno;
  handled = handled + 1;
  recipe->call();
  errno = error;
}

// A timer's signal handler calls the function. It interrupts calls of the same function, and calls of
// functions that take the libc's other locks. If the function takes one of these locks, the handler
// deadlocks.
TEST_P(SignalHandler, MayCallIt) {
  EXPECT_EQ(test::in_child([] {
              setup();
              // Creates a second thread, because musl takes few locks in a process with one thread.
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
                recipe->call();
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
INSTANTIATE_TEST_SUITE_P(Of, SignalHandler, functions_that([](const SafetyClaim& claim) {
                           return claim.is_async_signal_safe;
                         }),
                         name_of);

// ---- errno ----

class ErrnoAfter : public Promise {};

// A call that succeeds must not change errno. A call that fails sets errno, unless the page says that
// errno never changes.
TEST_P(ErrnoAfter, IsUnchangedWhereThePageSaysSo) {
  const bool on_failure_too = GetParam().effect_on_errno == test::Errno::kUnchanged;
  EXPECT_EQ(test::in_child([on_failure_too] {
              constexpr int kUnused = 4000;  // no error has this number
              setup();
              for (int turn = 0; turn < 3; ++turn) {
                errno = kUnused;
                const bool succeeded = recipe->call();
                const bool is_unchanged = errno == kUnused;
                recipe->tidy();
                if (is_unchanged != (succeeded || on_failure_too)) return succeeded ? 1 : 2;
              }
              return 0;
            }),
            "exit 0")
      << "1: changed by a call that succeeded; 2: the call failed, and errno is not as the page says";
}
INSTANTIATE_TEST_SUITE_P(Of, ErrnoAfter, functions_that([](const SafetyClaim& claim) {
                           return claim.effect_on_errno != test::Errno::kMayChange;
                         }),
                         name_of);

}  // namespace
