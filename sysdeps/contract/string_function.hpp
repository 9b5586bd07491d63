// SPDX-License-Identifier: MIT
// NACRE_STRING_FUNCTION(linkage, type, name, (parameters), (arguments)) { body } defines a string
// function. `linkage` is NACRE_PUBLIC or NACRE_HOOK (support/export.hpp); `arguments` are the names of
// the parameters. The body can use the names of nacre::string.
//
// If the architecture has several instruction sets, each source is compiled once for each set, and the
// function calls the version that is selected for the processor. In exactly one of these compilations,
// the source defines the symbol `name`: NACRE_STRING_ENTRIES is 1 there, and 0 in the others.
#pragma once
#include <string_function.hpp>
