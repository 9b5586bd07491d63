// SPDX-License-Identifier: MIT
// Tests pthread_gettid_np, and the functions that wait with a timeout on a chosen clock, such as
// sem_clockwait. The monotonic clock and the wall clock differ by years. So a wait on the wrong clock
// ends immediately, or not within the test's time limit.
#include <gtest/gtest.h>
#include <pthread.h>
#include <semaphore.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <ctime>
#include <functional>
#include <string>
#include <thread>

namespace {

// Returns the time of the clock, plus some milliseconds.
timespec after(clockid_t clock, long milliseconds) {
  timespec time;
  clock_gettime(clock, &time);
  const long nanoseconds = time.tv_nsec + milliseconds % 1000 * 1000000;
  time.tv_sec += milliseconds / 1000 + nanoseconds / 1000000000;
  time.tv_nsec = nanoseconds % 1000000000;
  return time;
}

long milliseconds_since(const timespec& start) {
  timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1000000;
}

// A wait that ends only by its timeout. It returns the error number of the function that waits, or 0.
struct Wait {
  const char* name;
  std::function<int(clockid_t, const timespec&)> wait;
};

// Returns a mutex that another thread holds forever.
pthread_mutex_t* held_mutex(int protocol) {
  pthread_mutexattr_t attributes;
  pthread_mutexattr_init(&attributes);
  pthread_mutexattr_setprotocol(&attributes, protocol);
  auto* const mutex = new pthread_mutex_t;
  pthread_mutex_init(mutex, &attributes);
  // The holder must not end, because the kernel rejects waits for a mutex of a thread that has ended.
  std::thread([mutex] {
    pthread_mutex_lock(mutex);
    for (;;) pause();
  }).detach();
  while (pthread_mutex_trylock(mutex) == 0) {
    pthread_mutex_unlock(mutex);
    usleep(1000);
  }
  return mutex;
}
// Returns a lock that is locked for writing forever.
pthread_rwlock_t* held_lock() {
  static pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  static const int taken = pthread_rwlock_wrlock(&lock);
  (void)taken;
  return &lock;
}

// The wait must use `clock`, whatever clock the attributes of the condition select.
int wait_for_condition(clockid_t clock_of_attributes, clockid_t clock, const timespec& until) {
  pthread_condattr_t attributes;
  pthread_condattr_init(&attributes);
  pthread_condattr_setclock(&attributes, clock_of_attributes);
  pthread_cond_t condition;
  pthread_cond_init(&condition, &attributes);
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  pthread_mutex_lock(&mutex);
  int answer;
  do answer = pthread_cond_clockwait(&condition, &mutex, clock, &until);
  while (answer == 0);
  // The mutex must be locked again, also after an error.
  EXPECT_EQ(pthread_mutex_trylock(&mutex), EBUSY);
  pthread_mutex_unlock(&mutex);
  return answer;
}

// The thread ends only after the wait, so the wait must time out.
int join_a_thread_that_stays(clockid_t clock, const timespec& until) {
  std::atomic<bool> ends{false};
  pthread_t thread;
  pthread_create(
      &thread, nullptr,
      [](void* flag) -> void* {
        while (!static_cast<std::atomic<bool>*>(flag)->load()) usleep(1000);
        return flag;
      },
      &ends);
  const int answer = pthread_clockjoin_np(thread, nullptr, clock, &until);
  ends = true;
  void* result = nullptr;
  EXPECT_EQ(pthread_join(thread, &result), 0);
  EXPECT_EQ(result, &ends);
  return answer;
}

const Wait kWaits[] = {
    {"mutex",
     [](clockid_t clock, const timespec& until) {
       static pthread_mutex_t* const mutex = held_mutex(PTHREAD_PRIO_NONE);
       return pthread_mutex_clocklock(mutex, clock, &until);
     }},
    {"mutex with priority inheritance",
     [](clockid_t clock, const timespec& until) {
       static pthread_mutex_t* const mutex = held_mutex(PTHREAD_PRIO_INHERIT);
       return pthread_mutex_clocklock(mutex, clock, &until);
     }},
    {"read lock",
     [](clockid_t clock, const timespec& until) {
       return pthread_rwlock_clockrdlock(held_lock(), clock, &until);
     }},
    {"write lock",
     [](clockid_t clock, const timespec& until) {
       return pthread_rwlock_clockwrlock(held_lock(), clock, &until);
     }},
    {"semaphore",
     [](clockid_t clock, const timespec& until) {
       sem_t semaphore;
       sem_init(&semaphore, 0, 0);
       errno = 0;
       return sem_clockwait(&semaphore, clock, &until) == -1 ? errno : 0;
     }},
    {"condition of the wall clock",
     [](clockid_t clock, const timespec& until) {
       return wait_for_condition(CLOCK_REALTIME, clock, until);
     }},
    {"condition of the monotonic clock",
     [](clockid_t clock, const timespec& until) {
       return wait_for_condition(CLOCK_MONOTONIC, clock, until);
     }},
    {"join", join_a_thread_that_stays},
};

// Waits until 100 ms from now. By the wrong clock, this time is years in the past or in the future.
TEST(ClockWait, WaitEndsAtItsTimeByTheGivenClock) {
  timespec monotonic, wall;
  clock_gettime(CLOCK_MONOTONIC, &monotonic);
  clock_gettime(CLOCK_REALTIME, &wall);
  ASSERT_GT(wall.tv_sec - monotonic.tv_sec, 1000000);  // more than 11 days
  for (const auto& [name, wait] : kWaits) {
    for (const clockid_t clock : {CLOCK_MONOTONIC, CLOCK_REALTIME}) {
      SCOPED_TRACE(name);
      SCOPED_TRACE(clock == CLOCK_MONOTONIC ? "monotonic" : "wall clock");
      const timespec start = after(CLOCK_MONOTONIC, 0);
      alarm(60);
      EXPECT_EQ(wait(clock, after(clock, 100)), ETIMEDOUT);
      alarm(0);
      EXPECT_GE(milliseconds_since(start), 99);
    }
  }
}

TEST(ClockWait, PastTimeEndsTheWaitImmediately) {
  for (const auto& [name, wait] : kWaits)
    for (const clockid_t clock : {CLOCK_MONOTONIC, CLOCK_REALTIME})
      EXPECT_EQ(wait(clock, {0, 0}), ETIMEDOUT) << name;
}

TEST(ClockWait, InvalidClockOrNanosecondsAreEINVAL) {
  for (const auto& [name, wait] : kWaits) {
    for (const clockid_t clock : {CLOCK_BOOTTIME, CLOCK_PROCESS_CPUTIME_ID, CLOCK_MONOTONIC_RAW, -1, 99})
      EXPECT_EQ(wait(clock, after(CLOCK_MONOTONIC, 100)), EINVAL) << name << ", clock " << clock;
    timespec invalid = after(CLOCK_MONOTONIC, 100);
    invalid.tv_nsec = 1000000000;
    EXPECT_EQ(wait(CLOCK_MONOTONIC, invalid), EINVAL) << name;
    invalid.tv_nsec = -1;
    EXPECT_EQ(wait(CLOCK_MONOTONIC, invalid), EINVAL) << name;
  }
}

TEST(ClockWait, AvailableLockOrSemaphoreIsTakenDespiteAPastTimeout) {
  const timespec past{0, 0};
  pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  EXPECT_EQ(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &past), 0);
  EXPECT_EQ(pthread_mutex_trylock(&mutex), EBUSY);
  pthread_rwlock_t lock = PTHREAD_RWLOCK_INITIALIZER;
  EXPECT_EQ(pthread_rwlock_clockrdlock(&lock, CLOCK_MONOTONIC, &past), 0);
  EXPECT_EQ(pthread_rwlock_clockrdlock(&lock, CLOCK_MONOTONIC, &past), 0);
  pthread_rwlock_unlock(&lock);
  pthread_rwlock_unlock(&lock);
  EXPECT_EQ(pthread_rwlock_clockwrlock(&lock, CLOCK_MONOTONIC, &past), 0);
  EXPECT_EQ(pthread_rwlock_tryrdlock(&lock), EBUSY);
  sem_t semaphore;
  sem_init(&semaphore, 0, 1);
  errno = 77;
  EXPECT_EQ(sem_clockwait(&semaphore, CLOCK_MONOTONIC, &past), 0);
  EXPECT_EQ(errno, 77);
  EXPECT_EQ(sem_trywait(&semaphore), -1);
}

TEST(ClockWait, WokenWaitSucceeds) {
  static sem_t semaphore;
  sem_init(&semaphore, 0, 0);
  static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
  static pthread_cond_t condition = PTHREAD_COND_INITIALIZER;
  static bool signaled = false;
  const timespec end = after(CLOCK_MONOTONIC, 60000);
  std::thread giver([] {
    usleep(20000);
    sem_post(&semaphore);
    pthread_mutex_lock(&mutex);
    signaled = true;
    pthread_cond_signal(&condition);
    pthread_mutex_unlock(&mutex);
  });
  EXPECT_EQ(sem_clockwait(&semaphore, CLOCK_MONOTONIC, &end), 0);
  EXPECT_EQ(pthread_mutex_clocklock(&mutex, CLOCK_MONOTONIC, &end), 0);
  while (!signaled) EXPECT_EQ(pthread_cond_clockwait(&condition, &mutex, CLOCK_MONOTONIC, &end), 0);
  pthread_mutex_unlock(&mutex);
  giver.join();
  void* result = nullptr;
  pthread_t thread;
  pthread_create(
      &thread, nullptr, [](void* argument) -> void* { return argument; }, &signaled);
  EXPECT_EQ(pthread_clockjoin_np(thread, &result, CLOCK_MONOTONIC, &end), 0);
  EXPECT_EQ(result, &signaled);
}

// In POSIX, waits for a condition, a semaphore or a thread are cancellation points. Waits for a lock are
// not.
TEST(ClockWait, OnlyWaitsThatPosixListsAreCancellationPoints) {
  for (const Wait& wait : kWaits) {
    const std::string name = wait.name;
    SCOPED_TRACE(name);
    if (name == "join") continue;  // a cancelled join would not join its thread; see the next test
    const bool is_cancellation_point = name == "semaphore" || name.find("condition") == 0;
    struct Task {
      const Wait* wait;
      int answer;
    } task{&wait, -1};
    pthread_t thread;
    pthread_create(
        &thread, nullptr,
        [](void* argument) -> void* {
          auto* const given = static_cast<Task*>(argument);
          pthread_cancel(pthread_self());
          given->answer = given->wait->wait(CLOCK_MONOTONIC, after(CLOCK_MONOTONIC, 50));
          return nullptr;
        },
        &task);
    void* result = nullptr;
    pthread_join(thread, &result);
    EXPECT_EQ(result == PTHREAD_CANCELED, is_cancellation_point);
    EXPECT_EQ(task.answer, is_cancellation_point ? -1 : ETIMEDOUT);
  }
}

TEST(ClockWait, CancelledJoinLeavesTheThreadJoinable) {
  static std::atomic<bool> ends{false};
  static pthread_t stays;
  pthread_create(
      &stays, nullptr,
      [](void*) -> void* {
        while (!ends) usleep(1000);
        return &stays;
      },
      nullptr);
  pthread_t thread;
  pthread_create(
      &thread, nullptr,
      [](void*) -> void* {
        const timespec end = after(CLOCK_MONOTONIC, 60000);
        pthread_cancel(pthread_self());
        pthread_clockjoin_np(stays, nullptr, CLOCK_MONOTONIC, &end);
        return nullptr;
      },
      nullptr);
  void* result = nullptr;
  pthread_join(thread, &result);
  EXPECT_EQ(result, PTHREAD_CANCELED);
  ends = true;
  EXPECT_EQ(pthread_join(stays, &result), 0);
  EXPECT_EQ(result, &stays);
}

TEST(PthreadGettid, ReturnsTheThreadIdUntilTheThreadEnds) {
  EXPECT_EQ(pthread_gettid_np(pthread_self()), gettid());
  std::atomic<pid_t> number{0};
  std::atomic<bool> ends{false};
  std::thread thread([&] {
    number = gettid();
    while (!ends) usleep(1000);
  });
  while (number == 0) usleep(1000);
  EXPECT_EQ(pthread_gettid_np(thread.native_handle()), number);
  ends = true;
  while (pthread_gettid_np(thread.native_handle()) != -1) usleep(1000);
  thread.join();
}

}  // namespace
