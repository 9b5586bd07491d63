// SPDX-License-Identifier: MIT
// Patches for the tests of the scripts that apply them.
#pragma once
#include <string>

namespace nacre::test {

// A patch with a reason and one line of context, which changes the file from one text to another.
std::string make_patch(const std::string& file, const std::string& from, const std::string& to);

}  // namespace nacre::test
