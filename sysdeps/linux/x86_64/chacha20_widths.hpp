// SPDX-License-Identifier: MIT
#pragma once
#include <width.hpp>

namespace nacre::sys {

Expand expand_avx512, expand_avx2, expand_sse2;

}  // namespace nacre::sys
