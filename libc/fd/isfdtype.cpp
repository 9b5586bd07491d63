// SPDX-License-Identifier: MIT
#include <sys/socket.h>
#include <sys/stat.h>

#include "support/export.hpp"

namespace nacre::fd {

// int isfdtype(int file, int type)
//
// Tests whether a descriptor refers to a file of a given type.
//
// type     S_IFSOCK or another file type of st_mode
// Returns  1 or 0, or -1 with errno EBADF or another error of fstat
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Kernels  all
// Source   isfdtype of glibc
NACRE_PUBLIC int isfdtype(int file, int type) {
  struct stat status;
  if (fstat(file, &status) != 0) return -1;
  return (status.st_mode & S_IFMT) == static_cast<mode_t>(type) ? 1 : 0;
}

}  // namespace nacre::fd
