// SPDX-License-Identifier: MIT
// kDescriptorFunctions lists the functions that make descriptors, such as pipe2, behind a common
// interface (DescriptorMaker). They are the functions of the table in docs/descriptors.md.
#pragma once
#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/fanotify.h>
#include <sys/inotify.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/timerfd.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "tests/support/seccomp.hpp"

namespace test {

// Owns the descriptors that a call made. If the call failed, it is empty, and errno has the error.
class Descriptors {
 public:
  Descriptors() = default;
  Descriptors(std::initializer_list<int> fds) {
    for (const int fd : fds)
      if (fd >= 0) fds_.push_back(fd);
  }
  Descriptors(FILE* stream, int (*close)(FILE*)) : stream_(stream), close_(close) {
    if (stream != nullptr) fds_.push_back(fileno(stream));
  }
  Descriptors(Descriptors&& other) noexcept { swap(other); }
  Descriptors& operator=(Descriptors&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Descriptors() {
    const int error = errno;
    if (stream_ != nullptr) {
      close_(stream_);
    } else {
      for (const int fd : fds_) close(fd);
    }
    errno = error;
  }
  bool empty() const { return fds_.empty(); }
  auto begin() const { return fds_.begin(); }
  auto end() const { return fds_.end(); }
  std::size_t size() const { return fds_.size(); }

 private:
  void swap(Descriptors& other) {
    fds_.swap(other.fds_);
    std::swap(stream_, other.stream_);
    std::swap(close_, other.close_);
  }
  std::vector<int> fds_;
  FILE* stream_ = nullptr;
  int (*close_)(FILE*) = nullptr;
};

// Returns the first flag that a descriptor wrongly has or lacks, or 0 if the flags of all are right.
inline int wrong_flags(const Descriptors& made, int flags) {
  for (const int fd : made) {
    if (((fcntl(fd, F_GETFD) & FD_CLOEXEC) != 0) != ((flags & O_CLOEXEC) != 0)) return O_CLOEXEC;
    if (((fcntl(fd, F_GETFL) & O_NONBLOCK) != 0) != ((flags & O_NONBLOCK) != 0)) return O_NONBLOCK;
  }
  return 0;
}

// What an unknown flag causes. invalid: the error EINVAL.
enum class Unknown { invalid, ignored, not_tested };
// What happens on a kernel without the system call. always_there: every kernel has it.
enum class Without { works, fails, always_there };

struct DescriptorMaker {
  std::string name;  // as in docs/descriptors.md; _ replaces characters that test names cannot have
  // Calls the function. `flags` is 0, or some of O_CLOEXEC, O_NONBLOCK and `unknown_flag`.
  Descriptors (*make)(int flags);
  bool non_blocking;   // whether the function accepts O_NONBLOCK
  Unknown unknown;     // the treatment of an unknown flag
  int unknown_flag;    // the unknown flag
  Without without;     // the result of a call with flags if the system call is missing
  bool plain_without;  // whether a call without flags works if the system call is missing
  void (*refuse)(Filter&, int flags) = nullptr;  // makes the system call fail as if it were missing
};

// A listening socket with one pending connection. The kernel chooses the address.
struct Connected {
  int listener, client;
  explicit Connected(int flags = 0) {
    sockaddr_un address{AF_UNIX, {}};
    socklen_t length = sizeof(sa_family_t);
    listener = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | flags, 0);
    bind(listener, reinterpret_cast<sockaddr*>(&address), length);
    listen(listener, 1);
    length = sizeof address;
    getsockname(listener, reinterpret_cast<sockaddr*>(&address), &length);
    client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    connect(client, reinterpret_cast<sockaddr*>(&address), length);
  }
  Connected(const Connected&) = delete;
  Connected& operator=(const Connected&) = delete;
  ~Connected() {
    const int error = errno;
    close(listener);
    close(client);
    errno = error;
  }
};

inline Descriptors make_accept4(int flags) {
  const Connected pair;
  return {accept4(pair.listener, nullptr, nullptr, flags)};
}
// Like accept4 in an event loop: the listening socket is non-blocking.
inline Descriptors make_accept4_of_event_loop(int flags) {
  const Connected pair(SOCK_NONBLOCK);
  return {accept4(pair.listener, nullptr, nullptr, flags)};
}
inline Descriptors make_pipe2(int flags) {
  int ends[] = {-1, -1};
  pipe2(ends, flags);
  return {ends[0], ends[1]};
}
inline Descriptors make_dup3(int flags) {
  const int to = dup(STDOUT_FILENO);
  const int made = dup3(STDOUT_FILENO, to, flags);
  if (made != to) close(to);
  return {made};
}
inline Descriptors make_socket(int flags) { return {socket(AF_UNIX, SOCK_STREAM | flags, 0)}; }
inline Descriptors make_socketpair(int flags) {
  int ends[] = {-1, -1};
  socketpair(AF_UNIX, SOCK_STREAM | flags, 0, ends);
  return {ends[0], ends[1]};
}
inline Descriptors make_epoll(int flags) { return {epoll_create1(flags)}; }
inline Descriptors make_eventfd(int flags) { return {eventfd(0, flags)}; }
inline Descriptors make_signalfd(int flags) {
  sigset_t signals;
  sigemptyset(&signals);
  sigaddset(&signals, SIGUSR1);
  return {signalfd(-1, &signals, flags)};
}
inline Descriptors make_inotify(int flags) { return {inotify_init1(flags)}; }
inline Descriptors make_timerfd(int flags) { return {timerfd_create(CLOCK_MONOTONIC, flags)}; }
// fanotify_init and memfd_create have their own constants for the flags.
inline Descriptors make_fanotify(int flags) {
  const unsigned own = static_cast<unsigned>(flags & ~(O_CLOEXEC | O_NONBLOCK)) |
                       ((flags & O_CLOEXEC) != 0 ? FAN_CLOEXEC : 0) |
                       ((flags & O_NONBLOCK) != 0 ? FAN_NONBLOCK : 0);
  return {fanotify_init(own, O_RDONLY)};
}
inline Descriptors make_memfd(int flags) {
  const unsigned own =
      static_cast<unsigned>(flags & ~O_CLOEXEC) | ((flags & O_CLOEXEC) != 0 ? MFD_CLOEXEC : 0);
  return {memfd_create("test", own)};
}
// Opens a temporary file without a name.
inline int temporary_file(int flags) {
  char name[] = "/tmp/nacre-test-XXXXXX";
  const int fd = mkostemp(name, flags);
  if (fd >= 0) unlink(name);
  return fd;
}
inline Descriptors make_mkostemp(int flags) { return {temporary_file(flags)}; }
inline Descriptors make_open_by_handle(int flags) {
  char name[] = "/tmp/nacre-test-XXXXXX";
  const int file = mkostemp(name, O_CLOEXEC);
  alignas(file_handle) char memory[sizeof(file_handle) + MAX_HANDLE_SZ];
  auto* const handle = reinterpret_cast<file_handle*>(memory);
  handle->handle_bytes = MAX_HANDLE_SZ;
  int mount = 0, made = -1;
  if (name_to_handle_at(AT_FDCWD, name, handle, &mount, 0) == 0)
    made = open_by_handle_at(file, handle, O_RDONLY | flags);
  const int error = errno;
  unlink(name);
  close(file);
  errno = error;
  return {made};
}
inline Descriptors make_open(int flags) { return {open("/dev/null", O_RDONLY | flags)}; }
inline Descriptors make_openat(int flags) { return {openat(AT_FDCWD, "/dev/null", O_RDONLY | flags)}; }
// Returns a mode of fopen: 'e' for close-on-exec, and an unknown letter for any other flag.
inline std::string mode(int flags) {
  return std::string("r") + ((flags & O_CLOEXEC) != 0 ? "e" : "") +
         ((flags & ~O_CLOEXEC) != 0 ? "Z" : "");
}
inline Descriptors make_popen(int flags) {
  return {popen("exec cat </dev/null", mode(flags).c_str()), pclose};
}
inline Descriptors make_fopen(int flags) { return {fopen("/dev/null", mode(flags).c_str()), fclose}; }
inline Descriptors make_recvmsg(int flags) {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0, ends) != 0) return {};
  alignas(cmsghdr) char room[CMSG_SPACE(sizeof(int))] = {};
  char byte = 0;
  iovec bytes{&byte, 1};
  msghdr message{};
  message.msg_iov = &bytes;
  message.msg_iovlen = 1;
  message.msg_control = room;
  message.msg_controllen = sizeof room;
  cmsghdr* const rights = CMSG_FIRSTHDR(&message);
  rights->cmsg_level = SOL_SOCKET;
  rights->cmsg_type = SCM_RIGHTS;
  rights->cmsg_len = CMSG_LEN(sizeof(int));
  const int sent = STDOUT_FILENO;
  memcpy(CMSG_DATA(rights), &sent, sizeof sent);
  sendmsg(ends[0], &message, 0);
  memset(room, 0, sizeof room);
  message.msg_controllen = sizeof room;
  const int own = (flags & ~O_CLOEXEC) | ((flags & O_CLOEXEC) != 0 ? MSG_CMSG_CLOEXEC : 0);
  int made = -1;
  if (recvmsg(ends[1], &message, own) == 1 && CMSG_FIRSTHDR(&message) != nullptr)
    memcpy(&made, CMSG_DATA(CMSG_FIRSTHDR(&message)), sizeof made);
  const int error = errno;
  close(ends[0]);
  close(ends[1]);
  errno = error;
  return {made};
}
inline Descriptors make_dupfd(int flags) {
  return {fcntl(STDOUT_FILENO, (flags & O_CLOEXEC) != 0 ? F_DUPFD_CLOEXEC : F_DUPFD, 10)};
}

template <long number>
void refuse_call(Filter& filter, int /*flags*/) {
  filter.refuse(number, answer(ENOSYS));
}
inline void refuse_accept4(Filter& filter, int /*flags*/) { filter.refuse_accept4(); }
// Makes the call fail as on a kernel that rejects flags in a socket's type.
template <long number>
void refuse_type(Filter& filter, int /*flags*/) {
  filter.refuse_bits(number, 1, SOCK_CLOEXEC | SOCK_NONBLOCK, answer(EINVAL));
}
inline void refuse_dupfd(Filter& filter, int /*flags*/) {
  filter.refuse_fcntl(F_DUPFD_CLOEXEC, answer(EINVAL));
}

// Whether the architecture has older system calls without flags, such as pipe. Newer architectures, such
// as aarch64, lack them.
#ifdef SYS_pipe
constexpr bool kHasOlderCalls = true;
#else
constexpr bool kHasOlderCalls = false;
#endif
constexpr Without kWithAnOlderCall = kHasOlderCalls ? Without::works : Without::fails;

constexpr int kBit30 = 0x40000000;  // not a flag of the functions with this unknown_flag
inline const std::vector<DescriptorMaker> kDescriptorFunctions = {
    // name, make, non_blocking, unknown, unknown_flag, without, plain_without, refuse
    {"accept4", make_accept4, true, Unknown::invalid, kBit30, Without::works, true, refuse_accept4},
    {"accept4_of_event_loop", make_accept4_of_event_loop, true, Unknown::invalid, kBit30, Without::works,
     true, refuse_accept4},
    {"pipe2", make_pipe2, true, Unknown::invalid, kBit30, kWithAnOlderCall, kHasOlderCalls,
     refuse_call<SYS_pipe2>},
    {"dup3", make_dup3, false, Unknown::invalid, O_NONBLOCK, kWithAnOlderCall, kHasOlderCalls,
     refuse_call<SYS_dup3>},
    {"socket", make_socket, true, Unknown::invalid, kBit30, Without::works, true,
     refuse_type<SYS_socket>},
    {"socketpair", make_socketpair, true, Unknown::invalid, kBit30, Without::works, true,
     refuse_type<SYS_socketpair>},
    {"epoll_create1", make_epoll, false, Unknown::invalid, O_NONBLOCK, Without::fails, kHasOlderCalls,
     refuse_call<SYS_epoll_create1>},
    {"eventfd", make_eventfd, true, Unknown::invalid, kBit30, Without::fails, kHasOlderCalls,
     refuse_call<SYS_eventfd2>},
    {"signalfd", make_signalfd, true, Unknown::invalid, kBit30, kWithAnOlderCall, kHasOlderCalls,
     refuse_call<SYS_signalfd4>},
    {"inotify_init1", make_inotify, true, Unknown::invalid, kBit30, Without::fails, kHasOlderCalls,
     refuse_call<SYS_inotify_init1>},
    {"timerfd_create", make_timerfd, true, Unknown::invalid, kBit30, Without::fails, false,
     refuse_call<SYS_timerfd_create>},
    {"fanotify_init", make_fanotify, true, Unknown::invalid, kBit30, Without::fails, false,
     refuse_call<SYS_fanotify_init>},
    {"memfd_create", make_memfd, false, Unknown::invalid, kBit30, Without::fails, false,
     refuse_call<SYS_memfd_create>},
    {"open_by_handle_at", make_open_by_handle, true, Unknown::ignored, kBit30, Without::fails, false,
     refuse_call<SYS_open_by_handle_at>},
    {"open", make_open, true, Unknown::ignored, kBit30, Without::always_there, true},
    {"openat", make_openat, true, Unknown::ignored, kBit30, Without::always_there, true},
    {"mkostemp", make_mkostemp, true, Unknown::ignored, kBit30, Without::always_there, true},
    {"popen", make_popen, false, Unknown::ignored, kBit30, kWithAnOlderCall, kHasOlderCalls,
     refuse_call<SYS_pipe2>},
    {"fopen", make_fopen, false, Unknown::ignored, kBit30, Without::always_there, true},
    // recvmsg rejects only MSG_CMSG_COMPAT, and only on kernels that can run 32-bit programs.
    {"recvmsg", make_recvmsg, false, Unknown::not_tested, 0, Without::always_there, true},
    {"fcntl_F_DUPFD_CLOEXEC", make_dupfd, false, Unknown::not_tested, 0, Without::works, true,
     refuse_dupfd},
};

}  // namespace test
