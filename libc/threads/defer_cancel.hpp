// SPDX-License-Identifier: MIT
#pragma once
#include <pthread.h>

namespace nacre {

// Defers asynchronous cancellation while a function owns a resource that nobody would free if the thread
// ended, such as a new descriptor or mapping. A cancellation that arrives in the scope takes effect at
// the end of the scope. If the thread's cancellation is deferred already, this class changes nothing,
// and the end of the scope is not a cancellation point.
class DeferCancel {
 public:
  DeferCancel() { pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &type_); }
  // A pending cancellation takes effect when the type is set to asynchronous.
  ~DeferCancel() { pthread_setcanceltype(type_, nullptr); }
  DeferCancel(const DeferCancel&) = delete;
  DeferCancel& operator=(const DeferCancel&) = delete;

 private:
  int type_;
};

}  // namespace nacre
