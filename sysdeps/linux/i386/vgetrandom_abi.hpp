// SPDX-License-Identifier: MIT
// The vDSO of i386, which has no getrandom.
#pragma once
#include <vgetrandom_none.hpp>
