// SPDX-License-Identifier: MIT
#include <errno.h>
#include <nacre/indirect.h>

#include "libc/fd/indirect_call.hpp"
#include "libc/fd/params.hpp"
#include "support/export.hpp"
#include "support/value_or_errno.hpp"

namespace nacre::fd {
namespace {

Result<long> indirect(const indirect_registers* registers, const void* params, size_t size) {
  if (registers == nullptr) return Result<long>::failure(EFAULT);
  FileFlags requested;
  const auto read = read_params(requested, params, size);
  if (!read.ok()) return Result<long>::failure(read.error());
  return call_with_file_flags(*registers, requested.flags);
}

}  // namespace

// long nacre_indirect(const struct indirect_registers *registers, const union indirect_params *params,
//                     size_t params_size)
//
// Makes a system call with additional parameters: the flags of the descriptor that the call creates.
// <nacre/indirect.h> documents it in full.
//
// registers    the number of the system call and its arguments
// params       the additional parameters, or null
// params_size  size of `params` in bytes
// Returns      the result of the system call, or -1 with errno EFAULT, E2BIG, ENOSYS, EINVAL, or an
//              error of the system call
// Safety       see <nacre/indirect.h>
// Kernels      see <nacre/indirect.h>
// Source       the sys_indirect patches of November 2007 on linux-kernel
NACRE_PUBLIC long nacre_indirect(const indirect_registers* registers, const indirect_params* params,
                                 size_t params_size) {
  return value_or_errno(indirect(registers, params, params_size));
}

}  // namespace nacre::fd
