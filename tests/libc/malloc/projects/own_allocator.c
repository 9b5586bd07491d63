/* SPDX-License-Identifier: MIT */
/* The allocator as a shared library. */
#include "own_allocator.h"
