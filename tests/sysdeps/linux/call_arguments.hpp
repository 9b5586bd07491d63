// SPDX-License-Identifier: MIT
// What filters of system calls, and the handlers of those that they trap, see of arguments.
#pragma once

namespace test {

// Whether mmap takes its arguments in memory, where no filter sees them.
inline constexpr bool kMapArgumentsInMemory = false;

// Whether a trapped call's first argument is still in a register, or elsewhere in the handler's context.
inline constexpr bool kFirstArgumentIsKept = true;

}  // namespace test
