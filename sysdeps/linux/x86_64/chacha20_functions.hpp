// SPDX-License-Identifier: MIT
// Declares the ChaCha20 backends of x86_64.
#pragma once
#include <chacha20_backend.hpp>

namespace nacre::sys {

Expand expand_avx512, expand_avx2, expand_sse2;

}  // namespace nacre::sys
