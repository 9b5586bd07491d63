// SPDX-License-Identifier: MIT
// What must hold of the search in any image whatever.
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

// What is wrong, in words; empty when nothing is. The image is copied to an allocation of just its size,
// so that a read past its end is one that AddressSanitizer sees.
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
    if (found != nullptr && offset >= size) return "it leads out of the image";
    if ((found != nullptr) == expected.has_value() && (found == nullptr || offset == *expected))
      continue;
    std::ostringstream difference;
    difference << symbol << " of '" << version << "' is ";
    found != nullptr ? difference << "at " << offset : difference << "not found";
    difference << ", by the model ";
    expected ? difference << "at " << *expected : difference << "not there";
    return difference.str();
  }
  return {};
}

}  // namespace test
