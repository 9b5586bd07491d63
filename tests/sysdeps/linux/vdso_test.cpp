// SPDX-License-Identifier: MIT
// The vDSO's symbol table, in images that are as they should be and in such as are not (H15). Runs on
// the host under its sanitizers too, where a read past the image is caught.
#include <elf.h>
#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <vdso.hpp>
#include <vector>

namespace {

constexpr char kVersion[] = "LINUX_2.6", kSymbol[] = "__vdso_getrandom";

enum class Hash { sysv, gnu, both, none };

// A small image with two functions, one of them the one that is sought.
class Image {
 public:
  explicit Image(Hash hash) : bytes_(kSize) {
    Elf64_Ehdr header{};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_phoff = kSegments;
    header.e_phentsize = sizeof(Elf64_Phdr);
    header.e_phnum = 2;
    put(0, header);
    Elf64_Phdr load{};
    load.p_type = PT_LOAD;
    load.p_vaddr = kBase;
    load.p_filesz = load.p_memsz = kSize;
    put(kSegments, load);
    Elf64_Phdr dynamic{};
    dynamic.p_type = PT_DYNAMIC;
    dynamic.p_offset = kDynamic;
    dynamic.p_vaddr = kBase + kDynamic;
    dynamic.p_filesz = 8 * sizeof(Elf64_Dyn);
    put(kSegments + sizeof load, dynamic);

    std::vector<Elf64_Dyn> entries{{DT_STRTAB, {kBase + kStrings}},
                                   {DT_SYMTAB, {kBase + kSymbols}},
                                   {DT_VERSYM, {kBase + kVersions}},
                                   {DT_VERDEF, {kBase + kDefinitions}}};
    if (hash == Hash::sysv || hash == Hash::both) entries.push_back({DT_HASH, {kBase + kSysvHash}});
    if (hash == Hash::gnu || hash == Hash::both) entries.push_back({DT_GNU_HASH, {kBase + kGnuHash}});
    entries.push_back({DT_NULL, {0}});
    for (size_t i = 0; i < entries.size(); ++i) put(kDynamic + i * sizeof(Elf64_Dyn), entries[i]);

    //                     1          12               (offsets)
    const char strings[] = "\0__vdso_foo\0__vdso_getrandom\0LINUX_2.6\0linux-vdso.so.1";
    std::memcpy(&bytes_[kStrings], strings, sizeof strings);
    put(kSymbols + sizeof(Elf64_Sym), function(1, 0x900));
    put(kSymbols + 2 * sizeof(Elf64_Sym), function(12, 0x980));
    for (const auto& [index, version] : {std::pair{0, 0}, {1, 2}, {2, 2}})
      put(kVersions + static_cast<size_t>(index) * 2, static_cast<uint16_t>(version));
    definition(0, VER_FLG_BASE, 1, 39, sizeof(Elf64_Verdef) + sizeof(Elf64_Verdaux));
    definition(sizeof(Elf64_Verdef) + sizeof(Elf64_Verdaux), 0, 2, 29, 0);

    const uint32_t sysv[] = {1, 3, 1, 0, 2, 0};
    std::memcpy(&bytes_[kSysvHash], sysv, sizeof sysv);
    //                      buckets, first symbol, bloom words, shift, bloom, bucket, chain
    const uint32_t gnu[] = {1, 1, 1, 6, ~0U, ~0U, 1, 0x1230, 0x4561};
    std::memcpy(&bytes_[kGnuHash], gnu, sizeof gnu);
  }

  // An exact copy on the heap, so that a read past its end is one past an allocation.
  const void* find(size_t size = kSize, const char* version = kVersion, const char* symbol = kSymbol) {
    copy_.reset(new unsigned char[size]);
    std::memcpy(copy_.get(), bytes_.data(), size);
    return nacre::sys::VdsoImage(copy_.get(), size).find(version, symbol);
  }
  const unsigned char* at(size_t offset) const { return copy_.get() + offset; }

  template <class T>
  void put(size_t offset, const T& value) {
    std::memcpy(&bytes_[offset], &value, sizeof value);
  }

  static constexpr size_t kSize = 0xa00, kBase = 0x1000;
  static constexpr size_t kSegments = 0x40, kDynamic = 0x100, kStrings = 0x200, kSymbols = 0x300,
                          kVersions = 0x400, kDefinitions = 0x440, kSysvHash = 0x500, kGnuHash = 0x540;
  static constexpr size_t kFunction = 0x980;

 private:
  static Elf64_Sym function(unsigned name, size_t offset) {
    Elf64_Sym symbol{};
    symbol.st_name = name;
    symbol.st_info = STB_GLOBAL << 4 | STT_FUNC;
    symbol.st_shndx = 5;
    symbol.st_value = kBase + offset;
    return symbol;
  }
  void definition(size_t offset, uint16_t flags, uint16_t index, unsigned name, size_t next) {
    put(kDefinitions + offset,
        Elf64_Verdef{1, flags, index, 1, 0, sizeof(Elf64_Verdef), static_cast<unsigned>(next)});
    put(kDefinitions + offset + sizeof(Elf64_Verdef), Elf64_Verdaux{name, 0});
  }
  std::vector<unsigned char> bytes_;
  std::unique_ptr<unsigned char[]> copy_;
};

TEST(VdsoImage, FindsTheFunctionByEitherHashTable) {
  for (const Hash hash : {Hash::sysv, Hash::gnu, Hash::both}) {
    Image image(hash);
    const void* const found = image.find();
    EXPECT_EQ(found, image.at(Image::kFunction)) << static_cast<int>(hash);
  }
}

TEST(VdsoImage, FindsNothingOfAnotherNameOrVersion) {
  Image image(Hash::both);
  EXPECT_EQ(image.find(Image::kSize, kVersion, "__vdso_getrando"), nullptr);
  EXPECT_EQ(image.find(Image::kSize, kVersion, "__vdso_getrandom2"), nullptr);
  EXPECT_EQ(image.find(Image::kSize, "LINUX_2.7", kSymbol), nullptr);
  EXPECT_EQ(image.find(Image::kSize, "linux-vdso.so.1", kSymbol), nullptr) << "the base is no version";
}

TEST(VdsoImageH15, WithoutAHashTableThereAreNoSymbols) { EXPECT_EQ(Image(Hash::none).find(), nullptr); }

TEST(VdsoImageH15, NoImageHasNoSymbols) {
  EXPECT_EQ(nacre::sys::VdsoImage(nullptr, 0).find(kVersion, kSymbol), nullptr);
}

TEST(VdsoImageH15, ATruncatedImageIsNotReadPastItsEnd) {
  for (const Hash hash : {Hash::sysv, Hash::gnu}) {
    Image image(hash);
    for (size_t size = 0; size < Image::kFunction; ++size) EXPECT_EQ(image.find(size), nullptr) << size;
  }
}

// Every word of the image in turn says something wild. It may hide the function or not; it must not lead
// out of the image, and the search must end.
TEST(VdsoImageH15, AWildWordAnywhereLeadsNowhereElse) {
  for (const Hash hash : {Hash::sysv, Hash::gnu})
    for (size_t at = 0; at + 8 <= Image::kSize; at += 2)
      for (const uint64_t wild :
           {uint64_t{0}, ~uint64_t{0}, uint64_t{0x7fffffffffffffff}, uint64_t{0xfff},
            uint64_t{0xffffffff00000000}, uint64_t{0x1000100010001}}) {
        Image image(hash);
        image.put(at, wild);
        const auto* found = static_cast<const unsigned char*>(image.find());
        if (found != nullptr) {
          EXPECT_GE(found, image.at(0)) << "word at " << at;
          EXPECT_LT(found, image.at(0) + Image::kSize) << "word at " << at;
        }
      }
}

TEST(VdsoImageH15, ACyclicListOfVersionsEnds) {
  Image image(Hash::both);
  // The second definition is its own next one, and is not the symbol's.
  const size_t second = Image::kDefinitions + sizeof(Elf64_Verdef) + sizeof(Elf64_Verdaux);
  image.put(second, Elf64_Verdef{1, 0, 9, 1, 0, sizeof(Elf64_Verdef), 0});
  EXPECT_EQ(image.find(), nullptr);
  image.put(Image::kDefinitions, Elf64_Verdef{1, 0, 9, 1, 0, sizeof(Elf64_Verdef), 28});
  image.put(second, Elf64_Verdef{1, 0, 9, 1, 0, sizeof(Elf64_Verdef), static_cast<unsigned>(-28)});
  EXPECT_EQ(image.find(), nullptr);
}

TEST(VdsoImage, OfThisProcessGivesAFunctionThatItsOwnTableNames) {
  const auto image = nacre::sys::VdsoImage::of_this_process();
  if (image.base() == nullptr) GTEST_SKIP() << "no vDSO here";
  EXPECT_NE(image.find("LINUX_2.6", "__vdso_clock_gettime"), nullptr);
  EXPECT_EQ(image.find("LINUX_2.6", "__vdso_no_such_thing"), nullptr);
}

}  // namespace
