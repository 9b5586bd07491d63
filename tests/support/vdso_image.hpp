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
#define NEEDS_64_BIT_IMAGES() \
  if (sizeof(void*) < 8) GTEST_SKIP() << "the test images are 64-bit images"

// A small image with two functions: __vdso_foo, and the vDSO's getrandom, which has this architecture's
// name and version. The constants below are offsets in the image.
class VdsoImage {
 public:
  explicit VdsoImage(Hash hash) : bytes_(kSize) {
    Elf64_Ehdr header{};
    std::memcpy(header.e_ident, ELFMAG, SELFMAG);
    header.e_ident[EI_CLASS] = ELFCLASS64;
    header.e_phoff = kProgramHeaders;
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

    //                           buckets, symbols, bucket, chain
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
  // Writes a version definition. `name` is an offset in the string table, `next` the distance to the
  // next definition.
  VdsoImage& definition(std::size_t offset, std::uint16_t flags, std::uint16_t index, unsigned name,
                        std::size_t next) {
    put(offset, Elf64_Verdef{1, flags, index, 1, 0, sizeof(Elf64_Verdef), static_cast<unsigned>(next)});
    return put(offset + sizeof(Elf64_Verdef), Elf64_Verdaux{name, 0});
  }
  // Returns the symbol of a function at this offset in the image.
  static Elf64_Sym function(unsigned name, std::size_t offset) {
    Elf64_Sym symbol{};
    symbol.st_name = name;
    symbol.st_info = STB_GLOBAL << 4 | STT_FUNC;
    symbol.st_shndx = 5;  // any section: the symbol is defined
    symbol.st_value = kBase + offset;
    return symbol;
  }

  // Offsets in the string table.
  static constexpr unsigned kOtherName = 1, kName = 12, kVersionName = kName + sizeof kVdsoSymbol,
                            kBaseName = kVersionName + sizeof kVdsoVersion;
  static constexpr std::size_t kBase = 0x1000, kEntries = 8, kDefinition = 28;
  static constexpr std::size_t kProgramHeaders = 0x40, kLoad = kProgramHeaders, kDynamic = 0xb0,
                               kStrings = 0x130, kSymbols = 0x170, kVersions = 0x1b8,
                               kDefinitions = 0x1c0, kSysvHash = 0x1f8,
                               kGnuHash = kSysvHash + 6 * sizeof(VdsoHashWord), kOther = kGnuHash + 0x24,
                               kFunction = kOther + 4, kSize = kFunction + 8;

 private:
  std::vector<unsigned char> bytes_;
};

// An image, and the offset of getrandom if the lookup must find it.
struct VdsoSeed {
  std::string name;
  std::vector<unsigned char> bytes;
  std::optional<std::size_t> function;
};

inline std::vector<VdsoSeed> vdso_seeds() {
  using I = VdsoImage;
  std::vector<VdsoSeed> seeds;
  // found() adds an image in which the lookup must find getrandom. not_found() adds one in which the
  // lookup must not find it.
  const auto found = [&](const char* name, const I& image) {
    seeds.push_back({name, image.bytes(), I::kFunction});
  };
  const auto not_found = [&](const char* name, const I& image) {
    seeds.push_back({name, image.bytes(), {}});
  };
  found("sysv-table", I(Hash::sysv));
  found("gnu-table", I(Hash::gnu));
  found("both-tables", I(Hash::both));
  not_found("no-table", I(Hash::none));

  // Headers.
  not_found("not-elf", I(Hash::both).put(0, 'N'));
  not_found("class-of-32-bits", I(Hash::both).put(EI_CLASS, static_cast<unsigned char>(ELFCLASS32)));
  not_found("program-headers-of-wrong-size",
            I(Hash::both).put(offsetof(Elf64_Ehdr, e_phentsize), std::uint16_t{32}));
  not_found("no-program-headers", I(Hash::both).put(offsetof(Elf64_Ehdr, e_phnum), std::uint16_t{0}));
  not_found("maximum-number-of-program-headers",
            I(Hash::both).put(offsetof(Elf64_Ehdr, e_phnum), std::uint16_t{0xffff}));
  not_found("program-headers-beyond-the-end",
            I(Hash::both).put(offsetof(Elf64_Ehdr, e_phoff), I::kSize - 8));
  not_found("program-headers-that-wrap",
            I(Hash::both).put(offsetof(Elf64_Ehdr, e_phoff), ~std::uint64_t{0} - 55));
  not_found("no-dynamic-section",
            I(Hash::both).put(I::kLoad + sizeof(Elf64_Phdr), std::uint32_t{PT_NOTE}));
  not_found("no-load-segment", I(Hash::both).put(I::kLoad, std::uint32_t{PT_NOTE}));
  not_found("a-dynamic-section-without-an-end",
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
      not_found((std::string(table) + "-" + name).c_str(), I(Hash::sysv).point(tag, address));

  // Versions.
  I other(Hash::both);
  other.definition(I::kDefinitions + I::kDefinition, 0, 2, 1, 0);
  not_found("another-version", other);
  I based(Hash::both);
  based.definition(I::kDefinitions + I::kDefinition, VER_FLG_BASE, 2, I::kVersionName, 0);
  not_found("a-version-that-is-the-base", based);
  I cycle(Hash::both);
  cycle.definition(I::kDefinitions, 0, 9, 1, I::kDefinition)
      .definition(I::kDefinitions + I::kDefinition, 0, 9, 1, -I::kDefinition);
  not_found("definitions-in-a-cycle", cycle);
  found("definitions-in-a-cycle-after-the-wanted-version",
        I(Hash::both)
            .definition(I::kDefinitions + I::kDefinition, 0, 2, I::kVersionName, -I::kDefinition));
  I overlapping(Hash::both);
  overlapping.put(I::kDefinitions + offsetof(Elf64_Verdef, vd_next), std::uint32_t{1});
  not_found("definitions-that-overlap", overlapping);
  found("a-hidden-version", I(Hash::both).put(I::kVersions + 4, std::uint16_t{0x8002}));
  not_found("a-symbol-without-a-version", I(Hash::both).put(I::kVersions + 4, std::uint16_t{1}));
  // Without DT_VERSYM, the lookup accepts any version.
  I unversioned(Hash::both);
  unversioned.put(I::kDynamic + 2 * sizeof(Elf64_Dyn), Elf64_Dyn{DT_DEBUG, {0}});
  found("no-versions", unversioned);

  // Counts in the hash tables.
  not_found("an-empty-table", I(Hash::sysv).put(I::kSysvHash + sizeof(VdsoHashWord), VdsoHashWord{0}));
  found("more-symbols-than-there-are",
        I(Hash::sysv).put(I::kSysvHash + sizeof(VdsoHashWord), ~VdsoHashWord{0}));
  not_found("maximum-number-of-buckets", I(Hash::gnu).put(I::kGnuHash, ~std::uint32_t{0}));
  not_found("maximum-number-of-bloom-words", I(Hash::gnu).put(I::kGnuHash + 8, ~std::uint32_t{0}));
  not_found("a-bucket-beyond-the-end", I(Hash::gnu).put(I::kGnuHash + 24, ~std::uint32_t{0}));
  not_found("a-bucket-before-the-first-symbol", I(Hash::gnu).put(I::kGnuHash + 4, std::uint32_t{2}));
  not_found("a-chain-without-an-end", I(Hash::gnu).put(I::kGnuHash + 32, std::uint32_t{0x4560}));

  // The symbol.
  const auto symbol = [](auto change) {
    auto entry = I::function(I::kName, I::kFunction);
    change(entry);
    return I(Hash::both).put(I::kSymbols + 2 * sizeof(Elf64_Sym), entry);
  };
  not_found("a-function-beyond-the-end", symbol([](auto& s) { s.st_value = I::kBase + I::kSize; }));
  not_found("a-function-before-the-beginning", symbol([](auto& s) { s.st_value = I::kBase - 1; }));
  not_found("an-object", symbol([](auto& s) { s.st_info = STB_GLOBAL << 4 | STT_OBJECT; }));
  not_found("a-local-function", symbol([](auto& s) { s.st_info = STB_LOCAL << 4 | STT_FUNC; }));
  not_found("an-undefined-function", symbol([](auto& s) { s.st_shndx = SHN_UNDEF; }));
  found("a-weak-function", symbol([](auto& s) { s.st_info = STB_WEAK << 4 | STT_FUNC; }));
  found("a-function-without-a-type", symbol([](auto& s) { s.st_info = STB_GLOBAL << 4 | STT_NOTYPE; }));
  not_found("a-name-that-wraps", symbol([](auto& s) { s.st_name = ~0U; }));

  // The slowest image. The bytes after the tables serve as two tables: as symbols, each has the right
  // name, and as version definitions, they form a chain of wrong versions. So the lookup compares each
  // of them.
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
  seeds.push_back({"very-many-names-and-versions", many, {}});
  seeds.push_back({"empty-image", {}, {}});
  std::vector<unsigned char> header = I(Hash::both).bytes();
  header.resize(sizeof(Elf64_Ehdr));
  seeds.push_back({"an-elf-header-alone", header, {}});
  return seeds;
}

}  // namespace test
