// SPDX-License-Identifier: MIT
#pragma once
#include <width.hpp>

namespace nacre::sys {

Expand expand_vector;

}  // namespace nacre::sys
