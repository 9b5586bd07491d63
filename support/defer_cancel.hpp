// SPDX-License-Identifier: MIT
#pragma once
#include <pthread.h>

namespace nacre {

// Holds back asynchronous cancellation while a function owns something that the caller cannot free, such
// as a descriptor or a mapping. A cancellation that comes meanwhile is acted on at the end of the scope.
// Deferred cancellation is not affected: the scope is no cancellation point.
class DeferCancel {
 public:
  DeferCancel() { pthread_setcanceltype(PTHREAD_CANCEL_DEFERRED, &type_); }
  // Setting the asynchronous type acts on a pending cancellation.
  ~DeferCancel() { pthread_setcanceltype(type_, nullptr); }
  DeferCancel(const DeferCancel&) = delete;
  DeferCancel& operator=(const DeferCancel&) = delete;

 private:
  int type_;
};

}  // namespace nacre
