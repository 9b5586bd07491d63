// SPDX-License-Identifier: MIT
// Compares the libc's symbol lookup in a vDSO image with a model, for tests and the fuzzer.
#pragma once
#include <cstdint>
#include <cstring>
#include <memory>
#include <sstream>
#include <string>
#include <vdso_image.hpp>

#include "tests/support/vdso_image.hpp"
#include "tests/support/vdso_model.hpp"

namespace test {

// Returns a description of the first wrong result, or an empty string. Copies the image to an allocation
// of its size, so that AddressSanitizer detects a read beyond its end.
inline std::string what_is_wrong_with(const unsigned char* bytes, std::size_t size) {
  const std::unique_ptr<unsigned char[]> copy(new unsigned char[size]);
  if (size != 0) std::memcpy(copy.get(), bytes, size);
  const nacre::sys::VdsoImage image(copy.get(), size);
  const VdsoModel model(bytes, size);
  struct {
    const char *version, *symbol;
  } const sought[] = {{kVdsoVersion, kVdsoSymbol},
                      {kVdsoVersion, "__vdso_foo"},
                      {"", kVdsoSymbol},
                      {kVdsoVersion, ""},
                      {"LINUX_2.7", kVdsoSymbol}};
  for (const auto& [version, symbol] : sought) {
    const auto* found = static_cast<const unsigned char*>(image.find(version, symbol));
    const auto expected = model.find(version, symbol);
    const auto offset =
        reinterpret_cast<std::uintptr_t>(found) - reinterpret_cast<std::uintptr_t>(copy.get());
    if (found != nullptr && offset >= size) return "the result is outside of the image";
    if ((found != nullptr) == expected.has_value() && (found == nullptr || offset == *expected))
      continue;
    std::ostringstream difference;
    difference << "the lookup of " << symbol << " of version '" << version << "' finds it ";
    found != nullptr ? difference << "at " << offset : difference << "nowhere";
    difference << ", and in the model ";
    expected ? difference << "at " << *expected : difference << "nowhere";
    return difference.str();
  }
  return {};
}

}  // namespace test
