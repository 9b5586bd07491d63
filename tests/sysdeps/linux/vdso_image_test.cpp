// SPDX-License-Identifier: MIT
// Tests the symbol lookup in well-formed and malformed vDSO images (hazard malformed-vdso in
// libc/random/HAZARDS.md). The tests are also built for the host's libc, with sanitizers.
#include <elf.h>
#include <gtest/gtest.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstring>
#include <machine.hpp>
#include <memory>
#include <optional>
#include <string>
#include <vdso_image.hpp>
#include <vector>

#include "tests/support/vdso_image.hpp"

namespace {

using test::Hash;
using test::kVdsoSymbol;
using test::kVdsoVersion;
using I = test::VdsoImage;

// The result of a lookup, with the copy of the image in which it was made. The copy is an allocation of
// exactly its size, so that AddressSanitizer detects a read beyond its end.
struct Found {
  std::unique_ptr<unsigned char[]> copy;
  const unsigned char* address;
  std::optional<size_t> offset() const {
    if (address == nullptr) return {};
    return static_cast<size_t>(address - copy.get());
  }
};
Found find_in(const std::vector<unsigned char>& bytes, size_t size, const char* version = kVdsoVersion,
              const char* symbol = kVdsoSymbol) {
  Found found{std::unique_ptr<unsigned char[]>(new unsigned char[size]), nullptr};
  if (size != 0) std::memcpy(found.copy.get(), bytes.data(), size);
  const nacre::sys::VdsoImage image(found.copy.get(), size);
  found.address = static_cast<const unsigned char*>(image.find(version, symbol));
  return found;
}
std::optional<size_t> find(const I& image, size_t size = I::kSize, const char* version = kVdsoVersion,
                           const char* symbol = kVdsoSymbol) {
  return find_in(image.bytes(), size, version, symbol).offset();
}

constexpr std::nullopt_t kNowhere = std::nullopt;

TEST(VdsoImage, FindsTheFunctionWithEitherHashTable) {
  NEEDS_64_BIT_IMAGES();
  for (const Hash hash : {Hash::sysv, Hash::gnu, Hash::both})
    EXPECT_EQ(find(I(hash)), I::kFunction) << static_cast<int>(hash);
}

TEST(VdsoImage, FindsNoFunctionOfAnotherNameOrVersion) {
  NEEDS_64_BIT_IMAGES();
  const I image(Hash::both);
  EXPECT_EQ(
      find(image, I::kSize, kVdsoVersion, std::string(kVdsoSymbol, sizeof kVdsoSymbol - 2).c_str()),
      kNowhere);
  EXPECT_EQ(find(image, I::kSize, kVdsoVersion, (std::string(kVdsoSymbol) + "2").c_str()), kNowhere);
  EXPECT_EQ(find(image, I::kSize, "LINUX_2.7", kVdsoSymbol), kNowhere);
  EXPECT_EQ(find(image, I::kSize, "linux-vdso.so.1", kVdsoSymbol), kNowhere)
      << "the base definition has the name of the library, which is not a symbol version";
}

TEST(VdsoImageMalformed, MissingImageHasNoSymbols) {
  EXPECT_EQ(nacre::sys::VdsoImage(nullptr, 0).find(kVdsoVersion, kVdsoSymbol), nullptr);
}

// The seeds are the images with which the fuzzer begins (tests/support/vdso_image.hpp).
TEST(VdsoImageMalformed, LookupInEachSeedHasTheExpectedResult) {
  NEEDS_64_BIT_IMAGES();
  for (const auto& seed : test::vdso_seeds())
    EXPECT_EQ(find_in(seed.bytes, seed.bytes.size()).offset(), seed.function) << seed.name;
}

TEST(VdsoImageMalformed, TruncatedImageIsNotReadPastItsEnd) {
  NEEDS_64_BIT_IMAGES();
  for (const Hash hash : {Hash::sysv, Hash::gnu})
    for (size_t size = 0; size < I::kFunction; ++size) EXPECT_EQ(find(I(hash), size), kNowhere) << size;
}

// Replaces each word of the image by extreme values. The lookup must end. It may fail, but an address
// that it returns must be in the image.
TEST(VdsoImageMalformed, AnyWordMayHaveAnyValue) {
  NEEDS_64_BIT_IMAGES();
  for (const Hash hash : {Hash::sysv, Hash::gnu})
    for (size_t at = 0; at + 8 <= I::kSize; at += 2)
      for (const uint64_t wild :
           {uint64_t{0}, ~uint64_t{0}, uint64_t{0x7fffffffffffffff}, uint64_t{0xfff},
            uint64_t{0xffffffff00000000}, uint64_t{0x1000100010001}}) {
        const auto offset = find(I(hash).put(at, wild));
        EXPECT_LT(offset.value_or(0), I::kSize) << "word at " << at;
      }
}

// An image in one page, followed by an inaccessible page.
class MappedVdso : public testing::Test {
 protected:
  void SetUp() override {
    page = static_cast<size_t>(getpagesize());
    pages = static_cast<unsigned char*>(
        mmap(nullptr, 2 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0));
    ASSERT_NE(pages, MAP_FAILED);
    mprotect(pages + page, page, PROT_NONE);
  }
  void TearDown() override { munmap(pages, 2 * page); }

  // Copies the image to the offset `at` of the page. Returns the length of the image according to its
  // segments, or kNowhere if the image is rejected.
  std::optional<size_t> size_of(const I& image, size_t at = 0) {
    std::memset(pages, 0, page);
    std::memcpy(pages + at, image.bytes().data(), I::kSize);
    const auto mapped = nacre::sys::VdsoImage::mapped_at(reinterpret_cast<uintptr_t>(pages) + at, page);
    if (mapped.base() == nullptr) return {};
    EXPECT_EQ(mapped.base(), pages + at);
    return mapped.size();
  }
  // Returns size_of() for an image whose segment has this offset and length.
  std::optional<size_t> size_with(uint64_t offset, uint64_t length) {
    return size_of(I(Hash::both)
                       .put(I::kLoad + offsetof(Elf64_Phdr, p_offset), offset)
                       .put(I::kLoad + offsetof(Elf64_Phdr, p_filesz), length));
  }

  size_t page;
  unsigned char* pages;
};

TEST_F(MappedVdso, ImageIsAsLongAsItsSegments) {
  NEEDS_64_BIT_IMAGES();
  EXPECT_EQ(size_of(I(Hash::both)), I::kSize);
  EXPECT_EQ(size_with(0x40, 0x200), 0x240u);
  EXPECT_EQ(size_of(I(Hash::both).put(I::kLoad, uint32_t{PT_NOTE})), 0u) << "no segment is loaded";
}

TEST_F(MappedVdso, TooLongImageIsRejected) {
  NEEDS_64_BIT_IMAGES();
  constexpr size_t kLongest = nacre::sys::VdsoImage::kLongest;
  EXPECT_EQ(size_with(0, kLongest), kLongest);
  EXPECT_EQ(size_with(0, kLongest + 1), kNowhere);
  EXPECT_EQ(size_with(1, kLongest), kNowhere);
  EXPECT_EQ(size_with(~uint64_t{0}, 0x200), kNowhere) << "the end wraps";
  EXPECT_EQ(size_with(0x200, ~uint64_t{0}), kNowhere) << "the end wraps";
  EXPECT_EQ(size_with(~uint64_t{0}, ~uint64_t{0}), kNowhere) << "the end wraps";
}

TEST_F(MappedVdso, InvalidImageIsRejected) {
  NEEDS_64_BIT_IMAGES();
  EXPECT_EQ(size_of(I(Hash::both).put(0, 'N')), kNowhere);
  EXPECT_EQ(size_of(I(Hash::both).put(EI_CLASS, static_cast<unsigned char>(ELFCLASS32))), kNowhere);
  EXPECT_EQ(nacre::sys::VdsoImage::mapped_at(0, page).base(), nullptr);
  EXPECT_EQ(nacre::sys::VdsoImage::mapped_at(reinterpret_cast<uintptr_t>(pages), 0).base(), nullptr);
}

// Only the page in which the image begins is certain to be mapped. If the image does not begin at the
// start of the page, the rest of the page may be shorter than the headers.
TEST_F(MappedVdso, ImageThatIsNotPageAlignedIsRejected) {
  NEEDS_64_BIT_IMAGES();
  for (const size_t at : {size_t{1}, size_t{64}, page - I::kSize})
    EXPECT_EQ(size_of(I(Hash::both), at), kNowhere);
}

TEST_F(MappedVdso, ImageWithProgramHeadersBeyondTheFirstPageIsRejected) {
  NEEDS_64_BIT_IMAGES();
  // With the last offset, the end of the first header wraps to 0.
  for (const uint64_t where : {uint64_t{page} - 8, uint64_t{page}, ~uint64_t{0} - 55})
    EXPECT_EQ(size_of(I(Hash::both).put(offsetof(Elf64_Ehdr, e_phoff), where)), kNowhere) << where;
  EXPECT_EQ(size_of(I(Hash::both).put(offsetof(Elf64_Ehdr, e_phnum), uint16_t{0xffff})), kNowhere);
}

TEST(VdsoImage, LookupInTheVdsoOfThisProcessFindsClockGettime) {
  const auto image = nacre::sys::VdsoImage::of_this_process();
  if (image.base() == nullptr) GTEST_SKIP() << "this process has no vDSO";
  EXPECT_NE(image.find(test::kClockVersion, test::kClockSymbol), nullptr);
  EXPECT_EQ(image.find(test::kClockVersion, "__vdso_no_such_thing"), nullptr);
  EXPECT_EQ(image.find("LINUX_0.1", test::kClockSymbol), nullptr);
}

}  // namespace
