// SPDX-License-Identifier: MIT
#include <errno.h>
#include <fcntl.h>
#include <sys/pidfd.h>

#include "libc/threads/defer_cancel.hpp"
#include "support/export.hpp"
#include "support/keep_errno.hpp"
#include "support/result.hpp"
#include "support/value_or_errno.hpp"
#include "sysdeps/contract/files.hpp"

namespace nacre::process {
namespace {

// The path of the file in which the kernel describes a descriptor. The path begins with
// /proc/thread-self instead of /proc/self, because a thread may have its own descriptor table.
struct Path {
  char text[48] = "/proc/thread-self/fdinfo/";
  explicit Path(int file) {
    char digits[12];
    int count = 0;
    do digits[count++] = static_cast<char>('0' + file % 10);
    while ((file /= 10) != 0);
    char* end = text + sizeof "/proc/thread-self/fdinfo/" - 1;
    while (count > 0) *end++ = digits[--count];
  }
};

bool begins_with(const char* text, const char* beginning) {
  while (*beginning != 0)
    if (*text++ != *beginning++) return false;
  return true;
}

// Reads the number in the line "Pid:" of `text`, the content of the file at `Path`. The number is 0 if
// the process is in a PID namespace that is not visible here, and -1 if the process has ended and has
// been waited for. Only the files of process descriptors have this line.
Result<int> read_pid(const char* text) {
  constexpr char kLine[] = "\nPid:\t";
  for (; *text != 0; ++text) {
    if (!begins_with(text, kLine)) continue;
    text += sizeof kLine - 1;
    if (*text == '-') return Result<int>::failure(ESRCH);
    int pid = 0;
    for (; *text >= '0' && *text <= '9'; ++text) pid = 10 * pid + (*text - '0');
    return pid == 0 ? Result<int>::failure(EREMOTE) : Result<int>::success(pid);
  }
  return Result<int>::failure(EBADF);
}

Result<int> pid_of(int pidfd) {
  if (pidfd < 0) return Result<int>::failure(EBADF);
  const DeferCancel defer_cancel;  // a cancelled thread would leak the descriptor of the file in /proc
  const auto file = sys::open_to_read(Path(pidfd).text);
  if (!file.ok()) {
    // The file does not exist if /proc is not mounted, or if pidfd is not open.
    const KeepErrno keep;
    return Result<int>::failure(fcntl(pidfd, F_GETFD) < 0 ? EBADF : file.error());
  }
  char text[1024];
  const auto length = sys::read(file.value(), text, sizeof text - 1);
  sys::close(file.value());
  if (!length.ok()) return Result<int>::failure(length.error());
  text[length.value()] = 0;
  return read_pid(text);
}

}  // namespace

// pid_t pidfd_getpid(int pidfd)
//
// Returns the process ID of the process that a descriptor refers to. The ID can be reused as soon as the
// process has been waited for.
//
// Returns  the process ID, or -1 with errno EBADF (not a process descriptor), ESRCH (the process has
//          ended and has been waited for), EREMOTE (the process is in a PID namespace that is not
//          visible), ENOENT (/proc is not mounted), EMFILE, ENFILE, ENOMEM
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels  before Linux 5.2 there are no process descriptors, so it fails with EBADF
// Source   pidfd_getpid of glibc 2.39; /proc/PID/fdinfo in proc(5)
NACRE_PUBLIC pid_t pidfd_getpid(int pidfd) { return value_or_errno(pid_of(pidfd)); }

}  // namespace nacre::process
