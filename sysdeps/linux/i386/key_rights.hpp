// SPDX-License-Identifier: MIT
#pragma once
// The same register, by the same instructions.
#include "sysdeps/linux/x86_64/key_rights.hpp"
