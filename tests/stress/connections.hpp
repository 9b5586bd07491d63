// SPDX-License-Identifier: MIT
// A server and a client on the loopback interface. Each is an event loop in one thread. The client sends
// one byte. The server closes the connection with a reset, so that no port stays in TIME_WAIT.
#pragma once
#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>

namespace stress {

inline constexpr int kSocket = SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK;

class EventLoop {
 public:
  EventLoop() : loop_(epoll_create1(EPOLL_CLOEXEC)), stop_(eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)) {
    watch(stop_, EPOLLIN);
  }
  EventLoop(const EventLoop&) = delete;
  EventLoop& operator=(const EventLoop&) = delete;
  ~EventLoop() {
    close(stop_);
    close(loop_);
  }
  void watch(int fd, std::uint32_t events) const {
    epoll_event event{};
    event.events = events;
    event.data.fd = fd;
    epoll_ctl(loop_, EPOLL_CTL_ADD, fd, &event);
  }
  void stop() const { eventfd_write(stop_, 1); }
  // Calls on_event(fd, events) for each event until the loop is stopped.
  template <class OnEvent>
  void run(const OnEvent& on_event) const {
    epoll_event events[64];
    for (;;) {
      const int count = epoll_wait(loop_, events, 64, -1);
      for (int i = 0; i < count; ++i) {
        if (events[i].data.fd == stop_) return;
        on_event(events[i].data.fd, events[i].events);
      }
    }
  }

 private:
  int loop_, stop_;
};

class Server {
 public:
  // Accepts a connection, close-on-exec and non-blocking. Returns -1 on error.
  using Accept = int (*)(int listener);

  explicit Server(Accept accept) : accept_(accept), listener_(socket(AF_INET, kSocket, 0)) {
    address_.sin_family = AF_INET;
    address_.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address_;
    bind(listener_, reinterpret_cast<sockaddr*>(&address_), length);
    listen(listener_, 1024);
    getsockname(listener_, reinterpret_cast<sockaddr*>(&address_), &length);
    loop_.watch(listener_, EPOLLIN);
  }
  Server(const Server&) = delete;
  Server& operator=(const Server&) = delete;
  ~Server() { close(listener_); }
  const sockaddr_in& address() const { return address_; }
  std::uint64_t accepted() const { return accepted_; }
  void stop() const { loop_.stop(); }
  void run() {
    loop_.run([this](int fd, std::uint32_t) {
      if (fd == listener_) {
        accept_all();
      } else {
        char byte;
        if (read(fd, &byte, 1) != -1 || errno != EAGAIN) close(fd);
      }
    });
  }

 private:
  void accept_all() {
    for (int fd; (fd = accept_(listener_)) >= 0; ++accepted_) {
      constexpr linger kReset{1, 0};
      setsockopt(fd, SOL_SOCKET, SO_LINGER, &kReset, sizeof kReset);
      loop_.watch(fd, EPOLLIN);
    }
  }
  Accept accept_;
  EventLoop loop_;
  int listener_;
  sockaddr_in address_{};
  std::atomic<std::uint64_t> accepted_ = 0;
};

class Client {
 public:
  Client(const sockaddr_in& server, std::uint64_t most) : server_(server), left_(most) {}
  void stop() const { loop_.stop(); }
  void run() {
    constexpr int kAtOnce = 64;
    for (int i = 0; i < kAtOnce; ++i) connect_next();
    loop_.run([this](int fd, std::uint32_t events) {
      if ((events & (EPOLLIN | EPOLLHUP | EPOLLERR)) != 0) {
        close(fd);
        connect_next();
      } else {
        send(fd, "", 1, MSG_NOSIGNAL);
      }
    });
  }

 private:
  void connect_next() {
    if (left_ == 0) return;
    const int fd = socket(AF_INET, kSocket, 0);
    if (fd < 0) return;
    --left_;
    connect(fd, reinterpret_cast<const sockaddr*>(&server_), sizeof server_);
    loop_.watch(fd, EPOLLIN | EPOLLOUT | EPOLLET);
  }
  EventLoop loop_;
  sockaddr_in server_;
  std::uint64_t left_;
};

}  // namespace stress
