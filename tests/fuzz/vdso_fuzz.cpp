// SPDX-License-Identifier: MIT
// Fuzzes the symbol lookup in vDSO images with libFuzzer, and compares each result with a model
// (tests/support/vdso_checker.hpp). tests/stress/vdso_fuzz.sh builds and runs this program.
//
// vdso_fuzz seeds DIR      writes the initial images (vdso_seeds()) to DIR, instead of fuzzing
// vdso_fuzz own DIR        writes this machine's vDSO, if it has one, to DIR, instead of fuzzing
// vdso_fuzz [OPTION] DIR.. fuzzes; the options are libFuzzer's
//
// The machine's vDSO is kernel code, so it is never added to the committed images in tests/fuzz/corpus.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/support/vdso_checker.hpp"

namespace {

void write(const std::string& path, const unsigned char* bytes, std::size_t size) {
  std::FILE* const file = std::fopen(path.c_str(), "wb");
  if (file == nullptr || std::fwrite(bytes, 1, size, file) != size || std::fclose(file) != 0) {
    std::perror(path.c_str());
    std::exit(1);
  }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
  const std::string what = *count == 3 ? (*words)[1] : "", folder = *count == 3 ? (*words)[2] : "";
  if (what == "seeds") {
    for (const auto& seed : test::vdso_seeds())
      write(folder + "/" + seed.name, seed.bytes.data(), seed.bytes.size());
    std::exit(0);
  }
  if (what == "own") {
    const auto own = nacre::sys::VdsoImage::of_this_process();
    if (own.base() != nullptr) write(folder + "/own", own.base(), own.size());
    std::exit(0);
  }
  return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  const std::string wrong = test::what_is_wrong_with(bytes, size);
  if (wrong.empty()) return 0;
  std::fprintf(stderr, "%s\n", wrong.c_str());
  std::abort();
}
