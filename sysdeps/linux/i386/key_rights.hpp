// SPDX-License-Identifier: MIT
// Protection keys on i386. i386 and x86_64 share the code.
#pragma once
#include <x86_key_rights.hpp>
