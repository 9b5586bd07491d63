// SPDX-License-Identifier: MIT
// Declares the ChaCha20 backend of aarch64.
#pragma once
#include <chacha20_backend.hpp>

namespace nacre::sys {

Expand expand_neon;

}  // namespace nacre::sys
