// SPDX-License-Identifier: MIT
#pragma once
#include <chacha20_backend.hpp>

namespace nacre::sys {

Expand expand_vector;

}  // namespace nacre::sys
