// SPDX-License-Identifier: MIT
#pragma once

namespace nacre::random {

// Why all draws of this process are system calls, in English. Null if they are not, as far as is known
// without mapping memory.
const char* refusal();

inline constexpr char kSwitchedOff[] = "NACRE_RANDOM=syscall";
inline constexpr char kMemoryRefused[] = "droppable memory is refused";
inline constexpr char kReserved[] = "this thread interrupted or left a draw, or is a child of vfork";

}  // namespace nacre::random
