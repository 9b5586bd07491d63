// SPDX-License-Identifier: MIT
#include <errno.h>
#include <nacre/indirect.h>

#include "libc/fd/indirect_call.hpp"
#include "libc/fd/params.hpp"
#include "support/export.hpp"

namespace nacre::fd {
namespace {

Result<long> indirect(const indirect_registers* registers, const void* block, size_t size) {
  if (registers == nullptr) return Result<long>::failure(EFAULT);
  FileFlags asked;
  const auto read = read_params(asked, block, size);
  if (!read.ok()) return Result<long>::failure(read.error());
  return call_with_file_flags(*registers, asked.flags);
}

}  // namespace

NACRE_PUBLIC long nacre_indirect(const indirect_registers* registers, const indirect_params* params,
                                 size_t params_size) {
  const auto answer = indirect(registers, params, params_size);
  if (answer.ok()) return answer.value();
  errno = answer.error();
  return -1;
}

}  // namespace nacre::fd
