// SPDX-License-Identifier: MIT
#pragma once
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <vector>

namespace test {

// A listening AF_UNIX socket at a unique abstract address.
class Listener {
 public:
  Listener() : fd_(socket(AF_UNIX, SOCK_STREAM, 0)) {
    address_.sun_family = AF_UNIX;
    // autobind: the kernel picks an abstract address, unix(7).
    const auto bound = bind(fd_, address(), sizeof address_.sun_family);
    length_ = sizeof address_;
    is_listening_ = bound == 0 && listen(fd_, 8) == 0 && getsockname(fd_, address(), &length_) == 0;
  }
  ~Listener() {
    close(fd_);
    for (const int client : clients_) close(client);
  }
  Listener(const Listener&) = delete;
  Listener& operator=(const Listener&) = delete;

  bool is_listening() const { return is_listening_; }
  int fd() const { return fd_; }
  // Adds one pending connection. Returns false if connect(2) fails.
  bool connect() {
    clients_.push_back(socket(AF_UNIX, SOCK_STREAM, 0));
    return ::connect(clients_.back(), address(), length_) == 0;
  }

 private:
  sockaddr* address() { return reinterpret_cast<sockaddr*>(&address_); }

  int fd_;
  sockaddr_un address_{};
  socklen_t length_ = 0;
  bool is_listening_ = false;
  std::vector<int> clients_;
};

}  // namespace test
