// SPDX-License-Identifier: MIT
// The table of ChaCha20 backends of x86_64.
#include <chacha20_backend.hpp>

#include <chacha20_functions.hpp>
#include <vector_features.hpp>

namespace nacre::sys {

// Each entry: name, min_length (bytes), required features, function. chacha20_backend.hpp describes
// them.
const ChaCha20Backend chacha20_backends[] = {{"avx512", 68, kAvx512, expand_avx512},
                                             {"avx2", 70, kAvx2, expand_avx2},
                                             {"sse2", 87, 0, expand_sse2},
                                             {}};

}  // namespace nacre::sys
