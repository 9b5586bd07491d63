// SPDX-License-Identifier: MIT
// Makes the program multi-threaded during a measurement.
#pragma once
#include <semaphore>
#include <thread>

namespace bench {

// A thread that waits as long as the object exists. Some libcs leave out locks, or make them without
// atomic instructions, in a program with only one thread.
class IdleThread {
 public:
  IdleThread()
      : thread_([this] {
          begin_.release();
          end_.acquire();
        }) {
    begin_.acquire();
  }
  ~IdleThread() {
    end_.release();
    thread_.join();
  }

 private:
  std::binary_semaphore begin_{0}, end_{0};
  std::thread thread_;
};

}  // namespace bench
