// SPDX-License-Identifier: MIT
// Rounding modes of floating-point arithmetic.
#pragma once
#include <cfenv>
#include <vector>

namespace nacre::test {

// Returns the modes that the architecture has.
inline std::vector<int> modes() {
  return {FE_TONEAREST,
#ifdef FE_UPWARD
          FE_UPWARD, FE_DOWNWARD, FE_TOWARDZERO
#endif
  };
}

// Sets the rounding mode while the object exists.
class RoundingMode {
 public:
  explicit RoundingMode(int mode) { fesetround(mode); }
  ~RoundingMode() { fesetround(FE_TONEAREST); }
};

}  // namespace nacre::test
