// SPDX-License-Identifier: MIT
// Finds and replaces a statement in the text of a C or C++ source.
#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace nacre::mutation {

// Splits a source into identifiers, numbers, literals, and punctuation of one character each. White
// space and comments only separate tokens, so another layout of a source has the same tokens.
std::vector<std::string_view> tokens(std::string_view source);

// Returns a copy of `source` in which `replacement` replaces `statement` of `function`. Statements are
// compared token by token. `function` may be qualified; empty means anywhere in the source. All
// functions of this name are searched. Throws std::runtime_error unless the statement is found exactly
// once.
std::string replace_statement(const std::string& source, std::string_view function,
                              std::string_view statement, std::string_view replacement);

}  // namespace nacre::mutation
