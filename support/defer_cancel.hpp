// SPDX-License-Identifier: MIT
#pragma once
#include <pthread.h>

namespace nacre {

// Defers asynchronous cancellation while a function owns a resource that the caller cannot free, such as
// a descriptor or a mapping. A cancellation that arrives in the scope takes effect at its end. If the
// thread's cancellation is deferred already, this class changes nothing: the end of the scope is not a
// cancellation point.
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
