// SPDX-License-Identifier: MIT
#pragma once
#include <x86_key_rights.hpp>
