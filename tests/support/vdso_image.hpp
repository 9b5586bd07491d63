// SPDX-License-Identifier: MIT
// Builds small vDSO images for tests: valid, unusual and malicious ones.
#pragma once
#include <elf.h>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>
#include <vgetrandom_abi.hpp>

namespace test {

using nacre::sys::VdsoHashWord;
inline constexpr auto& kVdsoVersion = nacre::sys::kVgetrandomVersion;
inline constexpr auto& kVdsoSymbol = nacre::sys::kVgetrandomSymbol;

enum class Hash { sysv, gnu, both, none };

// A 32-bit program cannot read these 64-bit images.
#define NEEDS_WIDE_IMAGES() \
  if (sizeof(void*) < 8) GTEST_SKIP() << "the test images are 64-bit images"

// A small image with two functions. One of them is getrandom.
class VdsoImage {
 public:
  explicit VdsoImage(Hash hash) : bytes_(kSize) {
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
    put(kLoad, load);
    Elf64_Phdr dynamic{};
    dynamic.p_type = PT_DYNAMIC;
    dynamic.p_offset = kDynamic;
    dynamic.p_vaddr = kBase + kDynamic;
    dynamic.p_filesz = kEntries * sizeof(Elf64_Dyn);
    put(kLoad + sizeof load, dynamic);

    std::vector<Elf64_Dyn> entries{{DT_STRTAB, {kBase + kStrings}},
                                   {DT_SYMTAB, {kBase + kSymbols}},
                                   {DT_VERSYM, {kBase + kVersions}},
                                   {DT_VERDEF, {kBase + kDefinitions}}};
    if (hash == Hash::sysv || hash == Hash::both) entries.push_back({DT_HASH, {kBase + kSysvHash}});
    if (hash == Hash::gnu || hash == Hash::both) entries.push_back({DT_GNU_HASH, {kBase + kGnuHash}});
    entries.push_back({DT_NULL, {0}});
    for (std::size_t i = 0; i < entries.size(); ++i) put(kDynamic + i * sizeof(Elf64_Dyn), entries[i]);

    constexpr char kBaseVersion[] = "linux-vdso.so.1";
    static_assert(kBaseName + sizeof kBaseVersion <= kSymbols - kStrings);
    std::memcpy(&bytes_[kStrings + kOtherName], "__vdso_foo", kName - kOtherName);
    std::memcpy(&bytes_[kStrings + kName], kVdsoSymbol, sizeof kVdsoSymbol);
    std::memcpy(&bytes_[kStrings + kVersionName], kVdsoVersion, sizeof kVdsoVersion);
    std::memcpy(&bytes_[kStrings + kBaseName], kBaseVersion, sizeof kBaseVersion);
    put(kSymbols + sizeof(Elf64_Sym), function(kOtherName, kOther));
    put(kSymbols + 2 * sizeof(Elf64_Sym), function(kName, kFunction));
    for (const auto& [index, version] : {std::pair{0, 0}, {1, 2}, {2, 2}})
      put(kVersions + static_cast<std::size_t>(index) * 2, static_cast<std::uint16_t>(version));
    definition(kDefinitions, VER_FLG_BASE, 1, kBaseName, kDefinition);
    definition(kDefinitions + kDefinition, 0, 2, kVersionName, 0);

    const VdsoHashWord sysv[] = {1, 3, 1, 0, 2, 0};
    std::memcpy(&bytes_[kSysvHash], sysv, sizeof sysv);
    //                           buckets, first symbol, bloom words, shift, bloom, bucket, chain
    const std::uint32_t gnu[] = {1, 1, 1, 6, ~0U, ~0U, 1, 0x1230, 0x4561};
    std::memcpy(&bytes_[kGnuHash], gnu, sizeof gnu);
  }

  const std::vector<unsigned char>& bytes() const { return bytes_; }

  template <class T>
  VdsoImage& put(std::size_t offset, const T& value) {
    std::memcpy(&bytes_[offset], &value, sizeof value);
    return *this;
  }
  // Changes the address of an existing entry of the dynamic section.
  VdsoImage& point(long tag, std::uint64_t address) {
    for (std::size_t i = 0; i < kEntries; ++i) {
      Elf64_Dyn entry;
      std::memcpy(&entry, &bytes_[kDynamic + i * sizeof entry], sizeof entry);
      if (entry.d_tag == tag) put(kDynamic + i * sizeof entry, Elf64_Dyn{tag, {address}});
    }
    return *this;
  }
  VdsoImage& definition(std::size_t offset, std::uint16_t flags, std::uint16_t index, unsigned name,
                        std::size_t next) {
    put(offset, Elf64_Verdef{1, flags, index, 1, 0, sizeof(Elf64_Verdef), static_cast<unsigned>(next)});
    return put(offset + sizeof(Elf64_Verdef), Elf64_Verdaux{name, 0});
  }
  static Elf64_Sym function(unsigned name, std::size_t offset) {
    Elf64_Sym symbol{};
    symbol.st_name = name;
    symbol.st_info = STB_GLOBAL << 4 | STT_FUNC;
    symbol.st_shndx = 5;
    symbol.st_value = kBase + offset;
    return symbol;
  }

  // Offsets in the string table.
  static constexpr unsigned kOtherName = 1, kName = 12, kVersionName = kName + sizeof kVdsoSymbol,
                            kBaseName = kVersionName + sizeof kVdsoVersion;
  static constexpr std::size_t kBase = 0x1000, kEntries = 8, kDefinition = 28;
  static constexpr std::size_t kSegments = 0x40, kLoad = kSegments, kDynamic = 0xb0, kStrings = 0x130,
                               kSymbols = 0x170, kVersions = 0x1b8, kDefinitions = 0x1c0,
                               kSysvHash = 0x1f8, kGnuHash = kSysvHash + 6 * sizeof(VdsoHashWord),
                               kOther = kGnuHash + 0x24, kFunction = kOther + 4, kSize = kFunction + 8;

 private:
  std::vector<unsigned char> bytes_;
};

// An image, and the offset of the function if the lookup must find it.
struct VdsoSeed {
  std::string name;
  std::vector<unsigned char> bytes;
  std::optional<std::size_t> function;
};

inline std::vector<VdsoSeed> vdso_seeds() {
  using I = VdsoImage;
  std::vector<VdsoSeed> seeds;
  // found() adds an image in which the lookup must find the function. hidden() adds one in which the
  // lookup must not find it.
  const auto found = [&](const char* name, const I& image) {
    seeds.push_back({name, image.bytes(), I::kFunction});
  };
  const auto hidden = [&](const char* name, const I& image) {
    seeds.push_back({name, image.bytes(), {}});
  };
  found("sysv-table", I(Hash::sysv));
  found("gnu-table", I(Hash::gnu));
  found("both-tables", I(Hash::both));
  hidden("no-table", I(Hash::none));

  // Headers.
  hidden("no-elf", I(Hash::both).put(0, 'N'));
  hidden("class-of-32-bits", I(Hash::both).put(EI_CLASS, static_cast<unsigned char>(ELFCLASS32)));
  hidden("segments-of-another-size",
         I(Hash::both).put(offsetof(Elf64_Ehdr, e_phentsize), std::uint16_t{32}));
  hidden("no-segments", I(Hash::both).put(offsetof(Elf64_Ehdr, e_phnum), std::uint16_t{0}));
  hidden("as-many-segments-as-can-be",
         I(Hash::both).put(offsetof(Elf64_Ehdr, e_phnum), std::uint16_t{0xffff}));
  hidden("segments-beyond-the-end", I(Hash::both).put(offsetof(Elf64_Ehdr, e_phoff), I::kSize - 8));
  hidden("segments-that-wrap", I(Hash::both).put(offsetof(Elf64_Ehdr, e_phoff), ~std::uint64_t{0} - 55));
  hidden("no-dynamic-section", I(Hash::both).put(I::kLoad + sizeof(Elf64_Phdr), std::uint32_t{PT_NOTE}));
  hidden("nothing-loaded", I(Hash::both).put(I::kLoad, std::uint32_t{PT_NOTE}));
  hidden("a-dynamic-section-without-an-end",
         I(Hash::none)
             .put(I::kLoad + sizeof(Elf64_Phdr) + offsetof(Elf64_Phdr, p_filesz), ~std::uint64_t{0})
             .put(I::kDynamic + 4 * sizeof(Elf64_Dyn), Elf64_Dyn{DT_DEBUG, {0}}));

  // Tables outside of the image.
  for (const auto& [name, address] : {std::pair{"far", std::uint64_t{1} << 40},
                                      {"at-the-end", I::kBase + I::kSize},
                                      {"before-the-beginning", std::uint64_t{0}},
                                      {"that-wrap", ~std::uint64_t{0} - 7}})
    for (const auto& [table, tag] : {std::pair{"strings", DT_STRTAB},
                                     {"symbols", DT_SYMTAB},
                                     {"versions", DT_VERSYM},
                                     {"definitions", DT_VERDEF}})
      hidden((std::string(table) + "-" + name).c_str(), I(Hash::sysv).point(tag, address));

  // Versions.
  I other(Hash::both);
  other.definition(I::kDefinitions + I::kDefinition, 0, 2, 1, 0);
  hidden("another-version", other);
  I based(Hash::both);
  based.definition(I::kDefinitions + I::kDefinition, VER_FLG_BASE, 2, I::kVersionName, 0);
  hidden("a-version-that-is-the-base", based);
  I circle(Hash::both);
  circle.definition(I::kDefinitions, 0, 9, 1, I::kDefinition)
      .definition(I::kDefinitions + I::kDefinition, 0, 9, 1, -I::kDefinition);
  hidden("definitions-in-a-circle", circle);
  found("definitions-in-a-circle-after-the-one",
        I(Hash::both)
            .definition(I::kDefinitions + I::kDefinition, 0, 2, I::kVersionName, -I::kDefinition));
  I steps(Hash::both);
  steps.put(I::kDefinitions + offsetof(Elf64_Verdef, vd_next), std::uint32_t{1});
  hidden("definitions-that-overlap", steps);
  found("a-hidden-version", I(Hash::both).put(I::kVersions + 4, std::uint16_t{0x8002}));
  hidden("a-symbol-without-a-version", I(Hash::both).put(I::kVersions + 4, std::uint16_t{1}));
  // If a table of versions is missing, the lookup accepts any version.
  I unversioned(Hash::both);
  unversioned.put(I::kDynamic + 2 * sizeof(Elf64_Dyn), Elf64_Dyn{DT_DEBUG, {0}});
  found("no-versions", unversioned);

  // Counts.
  hidden("an-empty-table", I(Hash::sysv).put(I::kSysvHash + sizeof(VdsoHashWord), VdsoHashWord{0}));
  found("more-symbols-than-there-are",
        I(Hash::sysv).put(I::kSysvHash + sizeof(VdsoHashWord), ~VdsoHashWord{0}));
  hidden("as-many-buckets-as-can-be", I(Hash::gnu).put(I::kGnuHash, ~std::uint32_t{0}));
  hidden("as-many-bloom-words-as-can-be", I(Hash::gnu).put(I::kGnuHash + 8, ~std::uint32_t{0}));
  hidden("a-bucket-beyond-the-end", I(Hash::gnu).put(I::kGnuHash + 24, ~std::uint32_t{0}));
  hidden("a-bucket-before-the-first-symbol", I(Hash::gnu).put(I::kGnuHash + 4, std::uint32_t{2}));
  hidden("a-chain-without-an-end", I(Hash::gnu).put(I::kGnuHash + 32, std::uint32_t{0x4560}));

  // The symbol.
  const auto symbol = [](auto change) {
    auto entry = I::function(I::kName, I::kFunction);
    change(entry);
    return I(Hash::both).put(I::kSymbols + 2 * sizeof(Elf64_Sym), entry);
  };
  hidden("a-function-beyond-the-end", symbol([](auto& s) { s.st_value = I::kBase + I::kSize; }));
  hidden("a-function-before-the-beginning", symbol([](auto& s) { s.st_value = I::kBase - 1; }));
  hidden("an-object", symbol([](auto& s) { s.st_info = STB_GLOBAL << 4 | STT_OBJECT; }));
  hidden("a-local-function", symbol([](auto& s) { s.st_info = STB_LOCAL << 4 | STT_FUNC; }));
  hidden("an-undefined-function", symbol([](auto& s) { s.st_shndx = SHN_UNDEF; }));
  found("a-weak-function", symbol([](auto& s) { s.st_info = STB_WEAK << 4 | STT_FUNC; }));
  found("a-function-without-a-type", symbol([](auto& s) { s.st_info = STB_GLOBAL << 4 | STT_NOTYPE; }));
  hidden("a-name-that-wraps", symbol([](auto& s) { s.st_name = ~0U; }));

  // The slowest image: it is full of symbols with the right name. Read as version definitions, these
  // bytes form a chain of other versions.
  constexpr std::size_t kBefore = (I::kSize - I::kSymbols + sizeof(Elf64_Sym) - 1) / sizeof(Elf64_Sym);
  constexpr std::size_t kFirst = I::kSymbols + kBefore * sizeof(Elf64_Sym);
  static_assert(kFirst >= I::kSize);
  I few(Hash::sysv);
  few.put(I::kSysvHash + sizeof(VdsoHashWord), ~VdsoHashWord{0});
  few.put(I::kDefinitions + offsetof(Elf64_Verdef, vd_next), unsigned{kFirst - I::kDefinitions});
  few.put(I::kLoad + offsetof(Elf64_Phdr, p_filesz), std::uint64_t{4000});
  std::vector<unsigned char> many = few.bytes();
  many.resize(4000);
  Elf64_Sym step = I::function(I::kName, 0);
  step.st_value = std::uint64_t{sizeof step} << 32;
  step.st_size = sizeof step;
  for (std::size_t at = kFirst; at + sizeof step <= many.size(); at += sizeof step)
    std::memcpy(&many[at], &step, sizeof step);
  seeds.push_back({"names-and-versions-without-number", many, {}});
  seeds.push_back({"nothing", {}, {}});
  std::vector<unsigned char> header = I(Hash::both).bytes();
  header.resize(sizeof(Elf64_Ehdr));
  seeds.push_back({"a-header-alone", header, {}});
  return seeds;
}

}  // namespace test
