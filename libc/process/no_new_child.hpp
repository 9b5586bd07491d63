// SPDX-License-Identifier: MIT
// The child lock: fork, _Fork, clone without CLONE_VM and posix_spawn hold it while they create a child
// process. While a thread has a NoNewChild object, which also holds the lock, these functions wait in
// all other threads. vfork and raw system calls do not take the lock.
//
// A thread takes the lock just before the system call that creates the child, and releases it right
// after that call. The child of posix_spawn runs while its parent waits, and releases the lock as its
// first step (libc/musl/patches/0233-child-lock.patch).
//
// NoNewChild is for functions that create a descriptor or a mapping and can set its flags only in a
// second step. A child that is created between the two steps would inherit the descriptor or mapping
// without the flags, for example without close-on-exec.
//
// No thread waits forever for the lock:
// - A holder makes a few system calls that do not wait. It does not execute a program, and takes no
//   other lock except musl's abort lock. So it always reaches the release. docs/descriptors.md describes
//   an exception for accept.
// - The functions that create a child take this lock first and musl's abort lock second. abort and
//   sigaction take only the abort lock, so they never wait for a thread that has a NoNewChild.
// - All signals are blocked while the lock is held, so no signal handler runs in the holder. So a
//   handler that takes the lock never waits for the thread that it interrupted.
// - fork copies the lock while the forking thread holds it. The child releases its copy before any other
//   code runs.
// - The children of posix_spawn and vfork use the thread structure of their parent's thread. So
//   sys::thread_number returns the ID of the parent's thread in them, and the child of posix_spawn can
//   release the lock that its parent took. A child of vfork can take the lock too, for example in
//   accept4. If a child is killed while it holds the lock, the parent releases it. Only the thread whose
//   ID is stored in the lock can release it, so a second release does nothing.
#pragma once
#include <signal.h>

namespace nacre::process {

// While an object of this class exists, no thread can create a child by a function that takes the lock,
// and no signal handler runs in this thread.
class NoNewChild {
 public:
  NoNewChild();
  ~NoNewChild() { release(); }
  NoNewChild(const NoNewChild&) = delete;
  NoNewChild& operator=(const NoNewChild&) = delete;

  // Releases the lock before the end of the scope.
  void release();

 private:
  sigset_t signals_;
  bool held_ = true;
};

}  // namespace nacre::process
