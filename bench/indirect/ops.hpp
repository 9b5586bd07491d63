// SPDX-License-Identifier: MIT
// Operations that create descriptors, each by four methods.
#pragma once
#include <fcntl.h>
#include <nacre/indirect.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdint>

namespace bench {

// Descriptors are created in a batch and closed together, so that only the creation is timed. The batch
// is small, so that few batches are interrupted.
constexpr int kBatch = 16;

inline long indirect(int flags, long number, std::uint64_t a = 0, std::uint64_t b = 0,
                     std::uint64_t c = 0) {
  const indirect_registers registers{static_cast<std::uint64_t>(number), {a, b, c, 0, 0, 0}};
  const indirect_params params{{flags}};
  return nacre_indirect(&registers, &params, sizeof params);
}

// Sets close-on-exec, and O_NONBLOCK if it is in `flags`. Returns the descriptor, or -1 on failure.
inline int set(int fd, int flags) {
  if (fd < 0 || fcntl(fd, F_SETFD, FD_CLOEXEC) != 0) return -1;
  return (flags & O_NONBLOCK) != 0 && fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK) != 0 ? -1 : fd;
}

// An operation creates one or two descriptors. Its methods are `plain` (without flags), `direct` (the
// call that takes flags), `indirect` (nacre_indirect) and `fcntl` (sets the flags afterwards). prepare()
// comes before a batch, and undo() closes all descriptors of the batch; neither is timed.
class Op {
 public:
  virtual ~Op() = default;
  virtual bool prepare() { return true; }
  void undo() {
    while (count_ > 0) close(fds_[--count_]);
  }

 protected:
  bool keep(int fd) {
    if (fd < 0) return false;
    fds_[count_++] = fd;
    return true;
  }

 private:
  int fds_[2 * kBatch];
  int count_ = 0;
};

template <int kFlags>
class Accept : public Op {
 public:
  Accept() : listener_(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    socklen_t length = sizeof name_.sun_family;
    name_.sun_family = AF_UNIX;
    bind(listener_, reinterpret_cast<sockaddr*>(&name_), length);  // the kernel chooses the name
    length_ = sizeof name_;
    getsockname(listener_, reinterpret_cast<sockaddr*>(&name_), &length_);
    listen(listener_, kBatch);
  }
  ~Accept() override { close(listener_); }

  bool prepare() override {
    for (int i = 0; i < kBatch; ++i) {
      const int client = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
      if (!keep(client) || connect(client, reinterpret_cast<sockaddr*>(&name_), length_) != 0)
        return false;
    }
    return true;
  }
  bool plain() { return keep(accept(listener_, nullptr, nullptr)); }
  bool direct() {
    constexpr int kSock = SOCK_CLOEXEC | ((kFlags & O_NONBLOCK) != 0 ? SOCK_NONBLOCK : 0);
    return keep(accept4(listener_, nullptr, nullptr, kSock));
  }
  bool indirect() {
    return keep(static_cast<int>(bench::indirect(kFlags, SYS_accept, static_cast<unsigned>(listener_))));
  }
  bool fcntl() { return keep(set(accept(listener_, nullptr, nullptr), kFlags)); }

 private:
  int listener_;
  sockaddr_un name_{};
  socklen_t length_;
};

class Socket : public Op {
 public:
  bool plain() { return keep(socket(AF_UNIX, SOCK_STREAM, 0)); }
  bool direct() { return keep(socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)); }
  bool indirect() {
    return keep(static_cast<int>(bench::indirect(O_CLOEXEC, SYS_socket, AF_UNIX, SOCK_STREAM)));
  }
  bool fcntl() { return keep(set(socket(AF_UNIX, SOCK_STREAM, 0), 0)); }
};

class Pipe : public Op {
 public:
  bool plain() { return both(pipe(ends_) == 0); }
  bool direct() { return both(pipe2(ends_, O_CLOEXEC) == 0); }
  bool indirect() {
    return both(bench::indirect(O_CLOEXEC, SYS_pipe, reinterpret_cast<std::uintptr_t>(ends_)) == 0);
  }
  bool fcntl() { return both(pipe(ends_) == 0 && set(ends_[0], 0) >= 0 && set(ends_[1], 0) >= 0); }

 private:
  bool both(bool made) { return made && keep(ends_[0]) && keep(ends_[1]); }
  int ends_[2];
};

class Dup : public Op {
 public:
  bool plain() { return keep(dup(STDOUT_FILENO)); }
  // A plain system call, because musl's fcntl makes a second call that sets the flag again.
  bool direct() { return keep(static_cast<int>(syscall(SYS_fcntl, STDOUT_FILENO, F_DUPFD_CLOEXEC, 0))); }
  bool indirect() { return keep(static_cast<int>(bench::indirect(O_CLOEXEC, SYS_dup, STDOUT_FILENO))); }
  bool fcntl() { return keep(set(dup(STDOUT_FILENO), 0)); }
};

}  // namespace bench
