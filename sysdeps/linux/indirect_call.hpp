// SPDX-License-Identifier: MIT
#pragma once
#include "support/result.hpp"

struct indirect_registers;

namespace nacre::sys {

// A call by its number. Where file flags are asked for, O_CLOEXEC and O_NONBLOCK, the descriptor that it
// makes is born with them; ENOSYS where the number is no call's, EINVAL where it cannot have them.
Result<long> call_with_file_flags(const indirect_registers& registers, int flags);

}  // namespace nacre::sys
