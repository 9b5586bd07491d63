// SPDX-License-Identifier: MIT
#pragma once
#include "support/result.hpp"

struct indirect_registers;

namespace nacre::fd {

// Makes a system call by its number. The descriptor that it creates has the given flags (O_CLOEXEC,
// O_NONBLOCK) from its creation on. ENOSYS when no system call has the number, EINVAL when the call
// cannot take the flags.
Result<long> call_with_file_flags(const indirect_registers& registers, int flags);

}  // namespace nacre::fd
