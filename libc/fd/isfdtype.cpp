// SPDX-License-Identifier: MIT
#include <sys/socket.h>
#include <sys/stat.h>

#include "support/export.hpp"

namespace nacre::fd {

// int isfdtype(int file, int type)
//
// Is a descriptor of this type?
//
// type     S_IFSOCK or another of the types in st_mode
// Returns  1 or 0, or -1 with errno EBADF and what else fstat says
// Safety   MT-Safe, AS-Safe, AC-Safe. No cancellation point. errno is unchanged on success.
// Source   isfdtype of glibc
NACRE_PUBLIC int isfdtype(int file, int type) {
  struct stat status;
  if (fstat(file, &status) != 0) return -1;
  return (status.st_mode & S_IFMT) == static_cast<mode_t>(type) ? 1 : 0;
}

}  // namespace nacre::fd
