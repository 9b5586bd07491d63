// SPDX-License-Identifier: MIT
// How the headers of this folder check a port. Each one includes the implementation that the chain of
// folders selects, and then asserts the type of every name that libc/ uses. A port that lacks a name, or
// gives it another type, does not compile.
#pragma once

namespace nacre::sys {

template <class Actual, class Expected>
inline constexpr bool is = __is_same(Actual, Expected);

}  // namespace nacre::sys
