// SPDX-License-Identifier: MIT
#pragma once

namespace test {

inline constexpr bool kMapArgumentsInMemory = true;

// Its register has the answer by then, and nothing has what was in it.
inline constexpr bool kFirstArgumentIsKept = false;

}  // namespace test
