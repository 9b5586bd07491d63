// SPDX-License-Identifier: MIT
// Makes patches for the tests of scripts that apply patches.
#pragma once
#include <string>

namespace nacre::test {

// Returns a patch that changes a file from one text to another, with one line of context. Its first line
// is "The reason.", because nacre's patches begin with their reason.
std::string make_patch(const std::string& file, const std::string& from, const std::string& to);

}  // namespace nacre::test
