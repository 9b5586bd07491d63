// SPDX-License-Identifier: MIT
#pragma once
#include "support/result.hpp"

struct indirect_registers;

namespace nacre::fd {

// Makes the system call in `registers`. If the call creates a descriptor, the descriptor has `flags`
// (O_CLOEXEC, O_NONBLOCK) from its creation on. Fails with ENOSYS if no system call has this number, and
// with EINVAL if the call does not accept the flags.
Result<long> call_with_file_flags(const indirect_registers& registers, int flags);

}  // namespace nacre::fd
