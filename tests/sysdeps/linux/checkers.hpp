// SPDX-License-Identifier: MIT
// Selects the disassembly checker of an architecture. Each architecture with ChaCha20 backends has one.
#pragma once
#include "tests/sysdeps/linux/aarch64/disassembly.hpp"
#include "tests/sysdeps/linux/powerpc64/disassembly.hpp"
#include "tests/sysdeps/linux/s390x/disassembly.hpp"
#include "tests/sysdeps/linux/x86_64/disassembly.hpp"

namespace nacre::test {

using MakeChecker = std::function<std::unique_ptr<FunctionChecker>()>;

// Returns a function that makes checkers for this backend, or an empty function if the architecture has
// no backends.
inline MakeChecker checker_of(const std::string& arch, const std::string& backend) {
  if (arch == "aarch64") return std::make_unique<Aarch64Checker>;
  if (arch == "powerpc64") return std::make_unique<Powerpc64Checker>;
  if (arch == "s390x") return std::make_unique<S390xChecker>;
  if (arch == "x86_64")
    return
        [registers = backend == "avx512" ? 32 : 16] { return std::make_unique<X86Checker>(registers); };
  return nullptr;
}

}  // namespace nacre::test
