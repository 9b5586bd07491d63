// SPDX-License-Identifier: MIT
#pragma once
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <vector>

namespace test {

// A listener for connections that wait; nobody else knows its name.
class Listener {
 public:
  Listener() : fd_(socket(AF_UNIX, SOCK_STREAM, 0)) {
    name_.sun_family = AF_UNIX;
    const auto named = bind(fd_, name(), sizeof name_.sun_family);  // the kernel names it
    length_ = sizeof name_;
    is_listening_ = named == 0 && listen(fd_, 8) == 0 && getsockname(fd_, name(), &length_) == 0;
  }
  ~Listener() {
    close(fd_);
    for (const int client : clients_) close(client);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  bool is_listening() const { return is_listening_; }
  int fd() const { return fd_; }
  // One connection more.
  bool connect() {
    clients_.push_back(socket(AF_UNIX, SOCK_STREAM, 0));
    return ::connect(clients_.back(), name(), length_) == 0;
  }

 private:
  sockaddr* name() { return reinterpret_cast<sockaddr*>(&name_); }

  int fd_;
  sockaddr_un name_{};
  socklen_t length_ = 0;
  bool is_listening_ = false;
  std::vector<int> clients_;
};

}  // namespace test
