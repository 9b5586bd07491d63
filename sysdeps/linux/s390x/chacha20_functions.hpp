// SPDX-License-Identifier: MIT
// Declares the ChaCha20 backend of s390x.
#pragma once
#include <chacha20_backend.hpp>

namespace nacre::sys {

Expand expand_vector;

}  // namespace nacre::sys
