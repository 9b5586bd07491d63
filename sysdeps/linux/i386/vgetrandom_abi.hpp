// SPDX-License-Identifier: MIT
#pragma once
#include <vgetrandom_none.hpp>
