// SPDX-License-Identifier: MIT
// Tests pidfd_spawn, and the file actions and attributes of posix_spawn that glibc has and musl lacks.
// Most tests run in a child process, because they change limits, descriptors or seccomp filters. The
// child ends with 0, or with the number of the check that failed; numbers from 97 mean that the child
// could not prepare the test.
#include <fcntl.h>
#include <gtest/gtest.h>
#include <pty.h>
#include <spawn.h>
#include <sys/ioctl.h>
#include <sys/pidfd.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/child.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"

namespace {

char* const kNoEnvironment[] = {nullptr};

// The arguments for a shell that runs a script.
struct Shell {
  std::string path = "/bin/sh", flag = "-c", script;
  char* words[4];
  explicit Shell(const std::string& script_) : script(script_) {
    words[0] = path.data();
    words[1] = flag.data();
    words[2] = script.data();
    words[3] = nullptr;
  }
};

struct Actions {
  posix_spawn_file_actions_t all;
  Actions() { posix_spawn_file_actions_init(&all); }
  ~Actions() { posix_spawn_file_actions_destroy(&all); }
};
struct Attributes {
  posix_spawnattr_t all;
  Attributes() { posix_spawnattr_init(&all); }
};

// Waits for the child and returns its exit status, or 1000 plus the signal that ended it.
int exit_status(pid_t child) {
  int status = 0;
  while (waitpid(child, &status, 0) < 0)
    if (errno != EINTR) return -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1000 + WTERMSIG(status);
}
// Does the same for the child that a pidfd refers to.
int exit_status_of(int pidfd) {
  siginfo_t info{};
  while (waitid(P_PIDFD, pidfd, &info, WEXITED) < 0)
    if (errno != EINTR) return -1;
  return info.si_code == CLD_EXITED ? info.si_status : 1000 + info.si_status;
}

// Runs a script with posix_spawn. Returns its exit status, or the error of posix_spawn as a negative
// number.
int run(const std::string& script, const Actions& actions, const Attributes& attributes = {}) {
  Shell shell(script);
  pid_t child = -1;
  const int error =
      posix_spawn(&child, "/bin/sh", &actions.all, &attributes.all, shell.words, kNoEnvironment);
  return error != 0 ? -error : exit_status(child);
}

// A script that exits with 1 if a descriptor above 2 is open. The shell lists /proc/self/fd through a
// descriptor that is in the list, and closes it. So the script ignores names that no longer exist.
constexpr char kNoneAbove2[] =
    "for f in /proc/self/fd/*; do case ${f##*/} in 0|1|2) ;; *) [ ! -e $f ] || exit 1 ;; esac; done";

// If the parameter is true, close_range fails with ENOSYS, so that the closefrom action must close each
// descriptor number by a call of its own.
class SpawnCloseFrom : public testing::TestWithParam<bool> {};
TEST_P(SpawnCloseFrom, ClosesDescriptorsOfTheChild) {
  EXPECT_EQ(test::in_child([] {
              for (const int file : {3, 20, 21, 300}) dup2(STDERR_FILENO, file);
              if (GetParam() && !test::Filter().refuse(SYS_close_range, test::answer(ENOSYS)).install())
                return 99;
              Actions nothing;
              if (run("[ -e /proc/self/fd/300 ]", nothing) != 0) return 98;
              Actions actions;
              if (posix_spawn_file_actions_addclosefrom_np(&actions.all, 3) != 0) return 97;
              if (run(kNoneAbove2, actions) != 0) return 1;
              return fcntl(300, F_GETFD) == 0 ? 0 : 2;
            }),
            "exit 0");
}
TEST_P(SpawnCloseFrom, KeepsTheOrderOfActionsAndReportsALaterError) {
  EXPECT_EQ(test::in_child([] {
              if (GetParam() && !test::Filter().refuse(SYS_close_range, test::answer(ENOSYS)).install())
                return 99;
              // A descriptor that an action after closefrom creates must stay open. If an action after
              // closefrom fails, posix_spawn must still report the error.
              Actions after;
              posix_spawn_file_actions_addclosefrom_np(&after.all, 3);
              posix_spawn_file_actions_adddup2(&after.all, 2, 33);
              if (run("[ -e /proc/self/fd/33 ]", after) != 0) return 1;
              Actions failing;
              posix_spawn_file_actions_addclosefrom_np(&failing.all, 3);
              posix_spawn_file_actions_addchdir(&failing.all, "/no/such/folder");
              return run("true", failing) == -ENOENT ? 0 : 2;
            }),
            "exit 0");
}
// The closefrom action must need no free descriptor.
TEST_P(SpawnCloseFrom, WorksWhenTheChildsTableIsFull) {
  EXPECT_EQ(test::in_child([] {
              const rlimit limit{20, 20};
              if (setrlimit(RLIMIT_NOFILE, &limit) != 0) return 99;
              if (GetParam() && !test::Filter().refuse(SYS_close_range, test::answer(ENOSYS)).install())
                return 98;
              while (dup(STDERR_FILENO) >= 0) {
              }
              // The child's table is full during the closefrom action. Then the close action frees a
              // descriptor, which the shell needs.
              Actions actions;
              posix_spawn_file_actions_addclosefrom_np(&actions.all, 20);
              posix_spawn_file_actions_addclose(&actions.all, 19);
              return run("true", actions) == 0 ? 0 : 1;
            }),
            "exit 0");
}
INSTANTIATE_TEST_SUITE_P(Method, SpawnCloseFrom, testing::Bool(), [](const auto& info) {
  return info.param ? "WithoutCloseRange" : "WithCloseRange";
});

TEST(Spawn, ActionsOnNegativeDescriptorsAreEBADF) {
  Actions actions;
  EXPECT_EQ(posix_spawn_file_actions_addclosefrom_np(&actions.all, -1), EBADF);
  EXPECT_EQ(posix_spawn_file_actions_addtcsetpgrp_np(&actions.all, -1), EBADF);
  EXPECT_EQ(posix_spawn_file_actions_addfchdir(&actions.all, -1), EBADF);
}

// pidfd_spawn needs only one free descriptor, for its result. If the program cannot be executed, this
// descriptor must be free again.
TEST(Spawn, PidfdSpawnNeedsOneFreeDescriptor) {
  EXPECT_EQ(
      test::in_child([] {
        const rlimit few{20, 20};
        setrlimit(RLIMIT_NOFILE, &few);
        // Fills the descriptor table. `last` is the highest descriptor.
        int last = -1;
        for (int next; (next = dup(STDERR_FILENO)) >= 0;) last = next;
        // The shell needs some free descriptors in the child.
        Actions actions;
        for (int file = last - 3; file < last; ++file)
          posix_spawn_file_actions_addclose(&actions.all, file);
        Shell shell("exit 6");
        int pidfd = -1;
        if (pidfd_spawn(&pidfd, "/bin/sh", &actions.all, nullptr, shell.words, kNoEnvironment) != EMFILE)
          return 1;
        close(last);
        if (pidfd_spawn(&pidfd, "/bin/sh", &actions.all, nullptr, shell.words, kNoEnvironment) != 0)
          return 2;
        if (pidfd != last || exit_status_of(pidfd) != 6) return 3;
        close(pidfd);
        if (pidfd_spawn(&pidfd, "/no/such", nullptr, nullptr, shell.words, kNoEnvironment) != ENOENT)
          return 4;
        return dup(STDERR_FILENO) == last ? 0 : 5;
      }),
      "exit 0");
}

// The script has no "#!" line. As in glibc, only execvp and similar functions run it with the shell.
TEST(Spawn, ScriptWithoutInterpreterLineIsENOEXEC) {
  std::string path = "/tmp/nacre-script-XXXXXX";
  const int file = mkstemp(path.data());
  ASSERT_GE(file, 0);
  ASSERT_EQ(write(file, "exit 0\n", 7), 7);
  fchmod(file, 0700);
  close(file);
  int pidfd = -1;
  char* const words[] = {path.data(), nullptr};
  for (const auto spawn : {pidfd_spawn, pidfd_spawnp})
    EXPECT_EQ(spawn(&pidfd, path.c_str(), nullptr, nullptr, words, kNoEnvironment), ENOEXEC);
  unlink(path.c_str());
}

// A descriptor stays open when RLIMIT_NOFILE is lowered below its number. The closefrom action must
// close it.
TEST(Spawn, ClosefromMayBeginBeyondTheLimit) {
  EXPECT_EQ(test::in_child([] {
              dup2(STDERR_FILENO, 300);
              const rlimit few{100, 100};
              setrlimit(RLIMIT_NOFILE, &few);
              Actions actions;
              if (posix_spawn_file_actions_addclose(&actions.all, 299) != EBADF) return 1;
              if (posix_spawn_file_actions_addclosefrom_np(&actions.all, 299) != 0) return 2;
              return run("[ ! -e /proc/self/fd/300 ]", actions) == 0 ? 0 : 3;
            }),
            "exit 0");
}

TEST(Spawn, ChdirAndFchdirSetTheDirectoryOfTheChild) {
  Actions by_path;
  EXPECT_EQ(posix_spawn_file_actions_addchdir(&by_path.all, "/proc"), 0);
  EXPECT_EQ(run("[ $(pwd) = /proc ]", by_path), 0);
  const int directory = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  Actions by_descriptor;
  EXPECT_EQ(posix_spawn_file_actions_addfchdir(&by_descriptor.all, directory), 0);
  EXPECT_EQ(run("[ $(pwd) = /proc ]", by_descriptor), 0);
  close(directory);
}

TEST(Spawn, TcsetpgrpMakesTheChildTheForegroundGroup) {
  EXPECT_EQ(
      test::in_child([] {
        int ours = -1, theirs = -1;
        if (setsid() < 0 || openpty(&ours, &theirs, nullptr, nullptr, nullptr) != 0) return 99;
        if (ioctl(theirs, TIOCSCTTY, 0) != 0) return 98;
        Attributes attributes;
        posix_spawnattr_setflags(&attributes.all, POSIX_SPAWN_SETPGROUP);
        posix_spawnattr_setpgroup(&attributes.all, 0);
        Actions actions;
        posix_spawn_file_actions_addtcsetpgrp_np(&actions.all, theirs);
        Shell shell("sleep 60");
        pid_t child = -1;
        if (posix_spawn(&child, "/bin/sh", &actions.all, &attributes.all, shell.words, kNoEnvironment) !=
            0)
          return 1;
        const bool is_foreground = tcgetpgrp(theirs) == child;
        kill(-child, SIGKILL);
        if (exit_status(child) != 1000 + SIGKILL || !is_foreground) return 2;
        // The action fails on a descriptor that is not a terminal.
        Actions on_a_file;
        posix_spawn_file_actions_addtcsetpgrp_np(&on_a_file.all, open("/dev/null", O_RDWR | O_CLOEXEC));
        return run("true", on_a_file) == -ENOTTY ? 0 : 3;
      }),
      "exit 0");
}

TEST(PidfdSpawn, ReturnsACloseOnExecPidfd) {
  Shell shell("exit 7");
  int pidfd = -1;
  const int error = pidfd_spawn(&pidfd, "/bin/sh", nullptr, nullptr, shell.words, kNoEnvironment);
  if (error == ENOSYS) GTEST_SKIP() << "this kernel has no pidfds";
  ASSERT_EQ(error, 0);
  EXPECT_EQ(fcntl(pidfd, F_GETFD), FD_CLOEXEC);
  EXPECT_EQ(exit_status_of(pidfd), 7);
  close(pidfd);
}

TEST(PidfdSpawn, PidfdSpawnpSearchesPath) {
  setenv("PATH", "/no/such:/bin:/usr/bin", 1);
  Shell shell("exit 8");
  int pidfd = -1;
  const int error = pidfd_spawnp(&pidfd, "sh", nullptr, nullptr, shell.words, kNoEnvironment);
  if (error == ENOSYS) GTEST_SKIP() << "this kernel has no pidfds";
  ASSERT_EQ(error, 0);
  EXPECT_EQ(exit_status_of(pidfd), 8);
  close(pidfd);
}

TEST(PidfdSpawn, FailedExecLeavesNeitherDescriptorNorChild) {
  EXPECT_EQ(test::in_child([] {
              Shell shell("true");
              const int lowest = dup(0);
              close(lowest);
              int pidfd = -5;
              const int error =
                  pidfd_spawn(&pidfd, "/no/such", nullptr, nullptr, shell.words, kNoEnvironment);
              if (error == ENOSYS) return 0;
              if (error != ENOENT || pidfd != -5) return 1;
              for (int next = lowest; next < lowest + 4; ++next)
                if (dup(0) != next) return 2;
              return waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD ? 0 : 3;
            }),
            "exit 0");
}

// pidfd_open fails, as on a kernel without pidfds. pidfd_spawn must fail and create no child.
TEST(PidfdSpawn, CreatesNoChildWithoutPidfdOpen) {
  EXPECT_EQ(
      test::in_child([] {
        if (!test::Filter().refuse(SYS_pidfd_open, test::answer(ENOSYS)).install()) return 99;
        Shell shell("true");
        int pidfd = -5;
        if (pidfd_spawn(&pidfd, "/bin/sh", nullptr, nullptr, shell.words, kNoEnvironment) != ENOSYS)
          return 1;
        return pidfd == -5 && waitpid(-1, nullptr, WNOHANG) == -1 && errno == ECHILD ? 0 : 2;
      }),
      "exit 0");
}

// Creates a cgroup (version 2). Returns its directory, or an empty string if this fails.
std::string new_cgroup() {
  std::ifstream mounts("/proc/self/mounts");
  for (std::string device, place, type, rest;
       mounts >> device >> place >> type && std::getline(mounts, rest);) {
    const std::string folder = place + "/nacre-test-" + std::to_string(getpid());
    if (type == "cgroup2" && mkdir(folder.c_str(), 0755) == 0) return folder;
  }
  return "";
}

TEST(SpawnCgroup, ChildIsCreatedInTheGroup) {
  const std::string folder = new_cgroup();
  if (folder.empty()) GTEST_SKIP() << "cannot create a cgroup of version 2";
  const int group = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  Attributes attributes;
  EXPECT_EQ(posix_spawnattr_setcgroup_np(&attributes.all, group), 0);
  int answer = -1;
  EXPECT_EQ(posix_spawnattr_getcgroup_np(&attributes.all, &answer), 0);
  EXPECT_EQ(answer, group);
  ASSERT_EQ(posix_spawnattr_setflags(&attributes.all, POSIX_SPAWN_SETCGROUP), 0);
  const std::string name = folder.substr(folder.rfind('/') + 1);
  Shell shell("grep -q '/" + name + "$' /proc/self/cgroup");
  pid_t child = -1;
  EXPECT_EQ(posix_spawn(&child, "/bin/sh", nullptr, &attributes.all, shell.words, kNoEnvironment), 0);
  EXPECT_EQ(exit_status(child), 0);
  int pidfd = -1;
  EXPECT_EQ(pidfd_spawn(&pidfd, "/bin/sh", nullptr, &attributes.all, shell.words, kNoEnvironment), 0);
  EXPECT_EQ(exit_status_of(pidfd), 0);
  close(pidfd);
  // Without the flag, the child is not in the group.
  posix_spawnattr_setflags(&attributes.all, 0);
  EXPECT_EQ(posix_spawn(&child, "/bin/sh", nullptr, &attributes.all, shell.words, kNoEnvironment), 0);
  EXPECT_EQ(exit_status(child), 1);
  close(group);
  EXPECT_EQ(rmdir(folder.c_str()), 0);
}

// Standard error is not a cgroup's directory, so clone3 fails with EBADF. On a kernel without clone3,
// posix_spawn fails with ENOTSUP.
TEST(SpawnCgroup, InvalidGroupIsAnErrorAndCreatesNoChild) {
  Attributes attributes;
  posix_spawnattr_setflags(&attributes.all, POSIX_SPAWN_SETCGROUP);
  posix_spawnattr_setcgroup_np(&attributes.all, STDERR_FILENO);
  Shell shell("true");
  pid_t child = -5;
  const int error =
      posix_spawn(&child, "/bin/sh", nullptr, &attributes.all, shell.words, kNoEnvironment);
  EXPECT_TRUE(error == EBADF || error == ENOTSUP) << strerror(error);
  EXPECT_EQ(child, -5);
}

TEST(SpawnCgroup, SpawnFailsWithENOTSUPWithoutClone3) {
  EXPECT_EQ(test::in_child([] {
              if (!test::Filter().refuse(SYS_clone3, test::answer(ENOSYS)).install()) return 99;
              Attributes attributes;
              posix_spawnattr_setflags(&attributes.all, POSIX_SPAWN_SETCGROUP);
              posix_spawnattr_setcgroup_np(&attributes.all, STDERR_FILENO);
              Shell shell("true");
              return posix_spawn(nullptr, "/bin/sh", nullptr, &attributes.all, shell.words,
                                 kNoEnvironment) == ENOTSUP
                         ? 0
                         : 1;
            }),
            "exit 0");
}

TEST(SpawnAttributes, UnknownFlagIsEINVALAndKnownFlagsAreAccepted) {
  Attributes attributes;
  EXPECT_EQ(posix_spawnattr_setflags(&attributes.all, 0x200), EINVAL);
  EXPECT_EQ(posix_spawnattr_setflags(&attributes.all, POSIX_SPAWN_SETCGROUP | POSIX_SPAWN_SETSID), 0);
}

}  // namespace
