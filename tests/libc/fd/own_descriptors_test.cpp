// SPDX-License-Identifier: MIT
// Tests that the descriptors that the libc opens for its own use have close-on-exec from their creation.
// The tests trace the functions that open a descriptor, and check each system call of the list kMakers.
#include <dirent.h>
#include <fcntl.h>
#include <fmtmsg.h>
#include <ftw.h>
#include <glob.h>
#include <grp.h>
#include <gtest/gtest.h>
#include <ifaddrs.h>
#include <libintl.h>
#include <mqueue.h>
#include <nacre/secret.h>
#include <net/if.h>
#include <netdb.h>
#include <nl_types.h>
#include <pthread.h>
#include <pty.h>
#include <pwd.h>
#include <semaphore.h>
#include <shadow.h>
#include <spawn.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <syslog.h>
#include <unistd.h>
#include <wordexp.h>

#include <clocale>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

#include "tests/support/old_calls.hpp"
#include "tests/support/program.hpp"
#include "tests/support/seccomp.hpp"
#include "tests/support/trace.hpp"

namespace {

// A system call that can create a descriptor, and the bit of an argument that requests close-on-exec.
struct Maker {
  const char* name;
  long number;
  int argument;  // its index; kNever if no argument of the call can request close-on-exec
  std::uint64_t bit;
};
constexpr int kNever = -1;
const Maker kMakers[] = {
    {"open", SYS_open, 1, O_CLOEXEC},
    {"creat", SYS_creat, kNever, 0},
    {"pipe", SYS_pipe, kNever, 0},
    {"dup2", SYS_dup2, kNever, 0},
    {"epoll_create", SYS_epoll_create, kNever, 0},
    {"eventfd", SYS_eventfd, kNever, 0},
    {"inotify_init", SYS_inotify_init, kNever, 0},
    {"signalfd", SYS_signalfd, kNever, 0},
    {"openat", SYS_openat, 2, O_CLOEXEC},
    {"openat2", SYS_openat2, kNever, 0},  // its flags are in a structure; the libc does not use it
    {"open_by_handle_at", SYS_open_by_handle_at, 2, O_CLOEXEC},
    {"socket", SYS_socket, 1, SOCK_CLOEXEC},
    {"socketpair", SYS_socketpair, 1, SOCK_CLOEXEC},
    {"accept", SYS_accept, kNever, 0},
    {"accept4", SYS_accept4, 3, SOCK_CLOEXEC},
    {"pipe2", SYS_pipe2, 1, O_CLOEXEC},
    {"dup", SYS_dup, kNever, 0},
    {"dup3", SYS_dup3, 2, O_CLOEXEC},
    {"epoll_create1", SYS_epoll_create1, 0, O_CLOEXEC},
    {"eventfd2", SYS_eventfd2, 1, O_CLOEXEC},
    {"inotify_init1", SYS_inotify_init1, 0, O_CLOEXEC},
    {"signalfd4", SYS_signalfd4, 3, O_CLOEXEC},
    {"timerfd_create", SYS_timerfd_create, 1, O_CLOEXEC},
    {"fanotify_init", SYS_fanotify_init, 0, 1},  // FAN_CLOEXEC
    {"memfd_create", SYS_memfd_create, 1, MFD_CLOEXEC},
    {"memfd_secret", SYS_memfd_secret, 0, O_CLOEXEC},
    {"mq_open", SYS_mq_open, 1, O_CLOEXEC},
    {"userfaultfd", SYS_userfaultfd, 0, O_CLOEXEC},
    {"perf_event_open", SYS_perf_event_open, 4, 8},  // PERF_FLAG_FD_CLOEXEC
};

// What made_by() finds in a trace: the calls that make descriptors.
struct Made {
  std::size_t count = 0;
  std::string without_cloexec;  // names of the calls that made a descriptor without close-on-exec
};

bool is_fcntl(std::uint64_t number) {
#ifdef SYS_fcntl64
  if (number == SYS_fcntl64) return true;
#endif
  return number == SYS_fcntl;
}

Made made_by(const test::Trace& trace) {
  Made made;
  for (const auto& call : trace.calls) {
    if (is_fcntl(call.number)) {
      made.count += call.arguments[1] == F_DUPFD || call.arguments[1] == F_DUPFD_CLOEXEC;
      if (call.arguments[1] == F_DUPFD) made.without_cloexec += " fcntl";
    }
    for (const Maker& maker : kMakers) {
      if (call.number != static_cast<std::uint64_t>(maker.number)) continue;
      ++made.count;
      if (maker.argument == kNever || (call.arguments[maker.argument] & maker.bit) == 0)
        made.without_cloexec += std::string(" ") + maker.name;
    }
  }
  return made;
}

// A libc function that opens a descriptor for its own use.
struct Opener {
  const char* name;
  int (*body)();          // calls the function; its result is the exit status of the traced child
  bool must_open = true;  // false if the function may also work without a descriptor
};

int visit_for_nftw(const char*, const struct stat*, int, FTW*) { return 0; }
int visit_for_ftw(const char*, const struct stat*, int) { return 0; }

// A small directory that always exists.
constexpr char kFolder[] = "/proc/self/task";

// Makes each attempt to send a DNS query fail. The libc still waits for an answer, so SIGALRM ends the
// process after one second.
bool without_network() {
  alarm(1);
  return test::Filter()
      .refuse(SYS_sendto, test::answer(ENETUNREACH))
      .refuse(SYS_sendmsg, test::answer(ENETUNREACH))
      .install();
}
constexpr char kNobody[] = "nobody-of-that-name.invalid";  // no user, group or host has this name

int wait_for(pid_t child) { return waitpid(child, nullptr, 0) == child ? 0 : 1; }

template <auto spawn>
int spawn_true() {
  pid_t child = 0;
  std::string name = "/bin/true";
  char* words[] = {name.data(), nullptr};
  return spawn(&child, name.c_str(), nullptr, nullptr, words, environ) == 0 ? wait_for(child) : 0;
}

// The body of a thread that only waits for a mutex.
void* wait_for_mutex(void* gate) {
  pthread_mutex_lock(static_cast<pthread_mutex_t*>(gate));
  return nullptr;
}

const Opener kOpeners[] = {
    {"opendir", [] { return closedir(opendir(kFolder)); }},
    {"scandir",
     [] {
       dirent** names = nullptr;
       return scandir(kFolder, &names, nullptr, nullptr) < 0 ? 1 : 0;
     }},
    {"nftw", [] { return nftw(kFolder, visit_for_nftw, 5, FTW_PHYS), 0; }},
    {"ftw", [] { return ftw(kFolder, visit_for_ftw, 1), 0; }},
    {"glob",
     [] {
       glob_t found;
       return glob("/proc/self/ta*", 0, nullptr, &found);
     }},
    {"realpath", [] { return realpath("/proc/self", nullptr) == nullptr ? 1 : 0; }, false},
    {"getcwd", [] { return getcwd(nullptr, 0) == nullptr ? 1 : 0; }, false},
    {"ttyname", [] { return ttyname(0), 0; }, false},
    {"getpwnam", [] { return getpwnam(kNobody) != nullptr ? 1 : 0; }},
    {"getpwuid", [] { return getpwuid(987654321) != nullptr ? 1 : 0; }},
    {"getpwent", [] { return getpwent(), endpwent(), 0; }},
    {"getgrnam", [] { return getgrnam(kNobody) != nullptr ? 1 : 0; }},
    {"getgrgid", [] { return getgrgid(987654321) != nullptr ? 1 : 0; }},
    {"getgrent", [] { return getgrent(), endgrent(), 0; }},
    {"getgrouplist",
     [] {
       gid_t groups[64];
       int count = 64;
       return getgrouplist("root", 0, groups, &count) < 0 ? 1 : 0;
     }},
    {"getspnam", [] { return getspnam("root"), 0; }},
    {"getusershell", [] { return getusershell(), endusershell(), 0; }},
    {"getpass", [] { return getpass(""), 0; }},
    {"getservbyname", [] { return getservbyname("http", "tcp"), 0; }},
    {"getprotobyname", [] { return getprotobyname("tcp"), 0; }, false},
    {"gethostbyname", [] { return without_network() ? (gethostbyname(kNobody), 0) : 1; }},
    {"getaddrinfo",
     [] {
       addrinfo hints{}, *found = nullptr;
       hints.ai_flags = AI_ADDRCONFIG;
       return without_network() ? (getaddrinfo(kNobody, "http", &hints, &found), 0) : 1;
     }},
    {"getaddrinfo of localhost",
     [] {
       addrinfo hints{}, *found = nullptr;
       hints.ai_flags = AI_ADDRCONFIG;
       return without_network() ? getaddrinfo("localhost", "80", &hints, &found) : 1;
     }},
    {"getnameinfo",
     [] {
       sockaddr_in address{};
       address.sin_family = AF_INET;
       address.sin_addr.s_addr = htonl(0x7f0000fe);  // 127.0.0.254
       char host[256], service[32];
       return without_network() ? (getnameinfo(reinterpret_cast<sockaddr*>(&address), sizeof address,
                                               host, sizeof host, service, sizeof service, 0),
                                   0)
                                : 1;
     }},
    {"getifaddrs",
     [] {
       ifaddrs* found = nullptr;
       return getifaddrs(&found);
     }},
    {"if_nameindex", [] { return if_nameindex() == nullptr ? 1 : 0; }},
    {"if_nametoindex", [] { return if_nametoindex("lo") == 0 ? 1 : 0; }},
    {"if_indextoname",
     [] {
       char name[IF_NAMESIZE];
       return if_indextoname(1, name), 0;
     }},
    {"openlog", [] { return openlog("own", LOG_NDELAY, LOG_USER), 0; }},
    // If syslog cannot reach a log daemon, LOG_CONS makes it open the console.
    {"syslog",
     [] {
       if (!test::Filter().refuse(SYS_connect, test::answer(ECONNREFUSED)).install()) return 1;
       openlog("own", LOG_CONS, LOG_USER);
       return syslog(LOG_DEBUG, "%s", "descriptors"), 0;
     }},
    {"fmtmsg",
     [] { return fmtmsg(MM_CONSOLE | MM_NRECOV, nullptr, MM_INFO, nullptr, nullptr, nullptr), 0; }},
    {"shm_open",
     [] {
       shm_open("/nacre-own", O_CREAT | O_RDWR, 0600);
       return shm_unlink("/nacre-own");
     }},
    {"sem_open",
     [] {
       sem_open("/nacre-own", O_CREAT, 0600, 1);
       return sem_unlink("/nacre-own");
     }},
    {"popen", [] { return pclose(popen("true", "r")); }},
    {"system", [] { return system("true"); }, false},
    {"posix_spawn", spawn_true<posix_spawn>, false},
    {"posix_spawnp", spawn_true<posix_spawnp>, false},
    {"getlogin", [] { return getlogin(), 0; }},
    {"wordexp",
     [] {
       wordexp_t words;
       return wordexp("$(echo a) b", &words, 0);
     }},
    {"faccessat", [] { return faccessat(AT_FDCWD, "/", R_OK, AT_EACCESS); }, false},
    {"fchmodat", [] { return fchmodat(AT_FDCWD, "/proc/self/exe", 0700, AT_SYMLINK_NOFOLLOW), 0; },
     false},
    {"catopen", [] { return catopen("/nowhere/nacre.cat", 0) == nl_catd(-1) ? 0 : 1; }},
    {"setlocale",
     [] {
       setenv("MUSL_LOCPATH", "/nowhere", 1);
       return setlocale(LC_ALL, "xx_YY") == nullptr ? 1 : 0;
     }},
    {"gettext",
     [] {
       setenv("MUSL_LOCPATH", "/nowhere", 1);
       setlocale(LC_ALL, "xx_YY");
       bindtextdomain("nacre", "/nowhere");
       return dgettext("nacre", "text") == nullptr ? 1 : 0;
     }},
    {"tzset",
     [] {
       setenv("TZ", ":Nowhere/Nacre", 1);
       return tzset(), 0;
     }},
    {"localtime",
     [] {
       unsetenv("TZ");
       const time_t now = 0;
       return localtime(&now) == nullptr ? 1 : 0;
     }},
    {"getdate",
     [] {
       setenv("DATEMSK", "/proc/self/comm", 1);
       return getdate("today"), 0;
     }},
    {"pthread_setname_np of another thread",
     [] {
       pthread_mutex_t gate = PTHREAD_MUTEX_INITIALIZER;
       pthread_mutex_lock(&gate);
       pthread_t other;
       char name[16];
       if (pthread_create(&other, nullptr, wait_for_mutex, &gate) != 0) return 1;
       const int failed =
           pthread_setname_np(other, "other") + pthread_getname_np(other, name, sizeof name);
       pthread_mutex_unlock(&gate);
       return pthread_join(other, nullptr) + failed;
     }},
    {"mq_notify",
     [] {
       sigevent event{};
       event.sigev_notify = SIGEV_THREAD;
       return mq_notify(-1, &event), 0;
     }},
    {"getloadavg",
     [] {
       double load[3];
       return getloadavg(load, 3) == 3 ? 0 : 1;
     },
     false},
    {"sysconf", [] { return sysconf(_SC_NPROCESSORS_ONLN) > 0 ? 0 : 1; }, false},
    {"arc4random", [] { return arc4random(), 0; }, false},
    {"nacre_secret_alloc", [] { return nacre_secret_free(nacre_secret_alloc(100, 0)), 0; }},
};

// freopen opens the file with close-on-exec and then duplicates it to the stream's descriptor. The
// program did not request close-on-exec for that descriptor.
TEST(OwnDescriptors, FreopenDuplicatesItsDescriptorToTheStream) {
  const auto made =
      made_by(test::trace([] { return freopen("/dev/null", "r", stdin) != nullptr ? 0 : 1; }));
  EXPECT_EQ(made.count, 2u);
  EXPECT_TRUE(made.without_cloexec == " dup2" || made.without_cloexec == " dup3")
      << made.without_cloexec;
}

TEST(OwnDescriptors, HaveCloseOnExecFromBirth) {
  for (const auto& [name, body, must_open] : kOpeners) {
    const auto trace = test::trace(body);
    const auto made = made_by(trace);
    EXPECT_EQ(made.without_cloexec, "") << name;
    if (must_open) {
      EXPECT_GT(made.count, 0u) << name << " opened nothing";
    }
    EXPECT_TRUE(trace.end == "exit 0" || trace.end == "signal " + std::to_string(SIGALRM))
        << name << ": " << trace.end;
  }
}

// Calls that make a descriptor without close-on-exec. made_by() must report each of them.
const Opener kInjected[] = {
    {"open", [] { return open("/dev/null", O_RDONLY); }},
    {"openat", [] { return openat(AT_FDCWD, "/dev/null", O_RDONLY); }},
    {"socket", [] { return socket(AF_UNIX, SOCK_STREAM, 0); }},
    {"socketpair",
     [] {
       int ends[2];
       return socketpair(AF_UNIX, SOCK_STREAM, 0, ends);
     }},
    {"pipe",
     [] {
       int ends[2];
       return pipe(ends);
     }},
    {"pipe2",
     [] {
       int ends[2];
       return pipe2(ends, O_NONBLOCK);
     }},
    {"dup", [] { return dup(1); }},
    {"dup2", [] { return dup2(1, 77); }},
    {"fcntl", [] { return fcntl(1, F_DUPFD, 10); }},
    {"accept", [] { return accept(-1, nullptr, nullptr); }},
    {"accept4", [] { return accept4(-1, nullptr, nullptr, SOCK_NONBLOCK); }},
    {"eventfd2", [] { return eventfd(0, EFD_NONBLOCK); }},
    {"memfd_create", [] { return memfd_create("own", 0); }},
};

TEST(OwnDescriptors, CallWithoutCloseOnExecIsReported) {
  for (const auto& injected : kInjected) {
    const auto trace = test::trace([&] {
      closedir(opendir(kFolder));
      injected.body();
      return 0;
    });
    const auto made = made_by(trace);
    EXPECT_EQ(made.count, 2u);
    // On an architecture without the old call, the libc makes the newer one without the flag.
    std::string name = injected.name;
    if (SYS_open < 0 && name == "open") name = "openat";
    if (SYS_pipe < 0 && name == "pipe") name = "pipe2";
    if (SYS_dup2 < 0 && name == "dup2") name = "dup3";
    if (SYS_accept < 0 && name == "accept") name = "accept4";
    EXPECT_EQ(made.without_cloexec, " " + name);
  }
}

}  // namespace
