// SPDX-License-Identifier: MIT
// For an architecture with one version of each string function. sysdeps/contract/string_function.hpp
// describes the macro.
#pragma once
#include "support/export.hpp"

#define NACRE_STRING_ENTRIES 1
#define NACRE_STRING_FUNCTION(linkage, type, name, parameters, arguments)      \
  namespace nacre::string::only {                                              \
  [[gnu::always_inline]] inline type name parameters;                          \
  }                                                                            \
  linkage type name parameters { return nacre::string::only::name arguments; } \
  inline type nacre::string::only::name parameters
