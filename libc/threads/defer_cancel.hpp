// SPDX-License-Identifier: MIT
#pragma once
#include <pthread.h>

#include "sysdeps/contract/thread.hpp"

namespace nacre {

// Defers asynchronous cancellation while a function owns a resource that nobody would free if the thread
// ended, such as a new descriptor or mapping. A cancellation that arrives in the scope takes effect at
// the end of the scope. If the thread's cancellation is deferred already, this class changes nothing,
// and the end of the scope is not a cancellation point.
class DeferCancel {
 public:
  DeferCancel() : type_(sys::set_cancel_type(PTHREAD_CANCEL_DEFERRED)) {}
  ~DeferCancel() { sys::set_cancel_type(type_); }
  DeferCancel(const DeferCancel&) = delete;
  DeferCancel& operator=(const DeferCancel&) = delete;

 private:
  const int type_;
};

}  // namespace nacre
