// SPDX-License-Identifier: MIT
// The rounding mode of floating-point arithmetic.
#pragma once
#include <rounding.hpp>

#include "sysdeps/contract/check.hpp"  // explains the static_asserts below

namespace nacre::sys {

// Returns whether the calling thread rounds to nearest, the default (fesetround).
static_assert(is<decltype(rounds_to_nearest), bool()>);

}  // namespace nacre::sys
