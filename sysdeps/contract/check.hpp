// SPDX-License-Identifier: MIT
// The type check of the headers in this directory. Each header includes the implementation that the
// chain of directories selects (sysdeps/README.md), and then asserts the types of the names that libc/
// uses. A port that lacks such a name, or declares it with another type, does not compile.
#pragma once

namespace nacre::sys {

template <class Actual, class Expected>
inline constexpr bool is = __is_same(Actual, Expected);

}  // namespace nacre::sys
