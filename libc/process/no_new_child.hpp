// SPDX-License-Identifier: MIT
// "No new child now": nacre's lock around the moment in which a thread creates a child process.
//
// fork, _Fork, clone of a new address space and posix_spawn take it just before the system call that
// creates the child. They release it right after that call; posix_spawn's child, which runs while its
// parent waits, releases it as its first step (libc/musl/patches/0233-child-lock.patch). A function that
// creates a descriptor or a mapping, and can set its flags only in a second step, holds it during both.
//
// Nobody waits forever:
// - A holder makes a few system calls that do not wait. It does not execute a program, does not touch
//   pages that may need memory, and takes no other lock. So it always comes to the release.
// - fork takes this lock first and musl's abort lock second, and abort takes only the latter. So abort
//   and sigaction never wait for a holder.
// - All signals are blocked while it is held. So no handler runs in the holder, and a handler that forks
//   or makes a descriptor waits for other threads only.
// - A fork child inherits the lock as its parent's thread holds it, and releases its own copy before
//   anything else runs.
// - A child that shares memory (vfork, posix_spawn) has its parent thread's number, so it may release
//   what its parent took. If it is killed while it holds the lock, its parent releases it. Only the
//   number that is stored can release, so doing both is harmless.
#pragma once
#include <signal.h>

namespace nacre::process {

// While it lives, no thread can create a child, and no signal handler runs in this thread.
class NoNewChild {
 public:
  NoNewChild();
  ~NoNewChild() { release(); }
  NoNewChild(const NoNewChild&) = delete;
  NoNewChild& operator=(const NoNewChild&) = delete;

  // Ends it early.
  void release();

 private:
  sigset_t signals_;
  bool held_ = true;
};

}  // namespace nacre::process
