// SPDX-License-Identifier: MIT
#pragma once

namespace test {

inline constexpr bool kMapArgumentsInMemory = true;

// The register of the first argument contains the result, and the kernel does not save the argument.
inline constexpr bool kFirstArgumentIsKept = false;

}  // namespace test
