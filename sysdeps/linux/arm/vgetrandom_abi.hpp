// SPDX-License-Identifier: MIT
// The vDSO of arm, which has no getrandom.
#pragma once
#include <vgetrandom_none.hpp>
