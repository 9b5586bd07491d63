// SPDX-License-Identifier: MIT
// Searches the symbol table of the vDSO.
#include <vdso_image.hpp>

#include <elf.h>
#include <stdint.h>
#include <process.hpp>
#include <vgetrandom_abi.hpp>

namespace nacre::sys {
namespace {

template <bool k64>
struct ElfTypes {
  using Ehdr = Elf64_Ehdr;
  using Phdr = Elf64_Phdr;
  using Dyn = Elf64_Dyn;
  using Sym = Elf64_Sym;
  static constexpr unsigned char kClass = ELFCLASS64;
};
template <>
struct ElfTypes<false> {
  using Ehdr = Elf32_Ehdr;
  using Phdr = Elf32_Phdr;
  using Dyn = Elf32_Dyn;
  using Sym = Elf32_Sym;
  static constexpr unsigned char kClass = ELFCLASS32;
};
using Elf = ElfTypes<sizeof(void*) == 8>;
using BloomWord = uintptr_t;

// Copies data out of an image, and checks the bounds of every read.
struct Reader {
  const unsigned char* base;
  size_t size;

  template <class T>
  bool read(uintptr_t offset, T& value) const {
    if (offset > size || size - offset < sizeof value) return false;
    __builtin_memcpy(&value, base + offset, sizeof value);
    return true;
  }
  // Returns whether the image has the string `text` at `offset`.
  bool is_string(uintptr_t offset, const char* text) const {
    for (; offset < size; ++offset, ++text) {
      if (base[offset] != static_cast<unsigned char>(*text)) return false;
      if (*text == 0) return true;
    }
    return false;
  }
};

// The tables of the dynamic section, as offsets into the image. 0 for a table that is missing.
struct Tables {
  uintptr_t strings = 0, symbols = 0, hash = 0, gnu_hash = 0, versions = 0, definitions = 0;
  uintptr_t bias = 0;  // offset into the image = address + bias
};

bool read_header(const Reader& image, Elf::Ehdr& header) {
  return image.read(0, header) && __builtin_memcmp(header.e_ident, ELFMAG, SELFMAG) == 0 &&
         header.e_ident[EI_CLASS] == Elf::kClass && header.e_phentsize == sizeof(Elf::Phdr);
}

bool read_tables(const Reader& image, Tables& tables) {
  Elf::Ehdr header;
  if (!read_header(image, header)) return false;

  uintptr_t dynamic = 0;
  size_t entries = 0;
  bool loaded = false;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf::Phdr segment;
    if (!image.read(header.e_phoff + i * sizeof segment, segment)) return false;
    if (segment.p_type == PT_LOAD && !loaded) {
      tables.bias = segment.p_offset - segment.p_vaddr;
      loaded = true;
    } else if (segment.p_type == PT_DYNAMIC) {
      dynamic = segment.p_offset;
      entries = segment.p_filesz / sizeof(Elf::Dyn);
    }
  }
  if (!loaded || dynamic == 0) return false;

  for (size_t i = 0; i < entries; ++i) {
    Elf::Dyn entry;
    if (!image.read(dynamic + i * sizeof entry, entry)) return false;
    if (entry.d_tag == DT_NULL) break;
    const uintptr_t offset = entry.d_un.d_ptr + tables.bias;
    switch (entry.d_tag) {
      case DT_STRTAB: tables.strings = offset; break;
      case DT_SYMTAB: tables.symbols = offset; break;
      case DT_HASH: tables.hash = offset; break;
      case DT_GNU_HASH: tables.gnu_hash = offset; break;
      case DT_VERSYM: tables.versions = offset; break;
      case DT_VERDEF: tables.definitions = offset; break;
      default: break;
    }
  }
  return tables.strings != 0 && tables.symbols != 0;
}

// Returns the number of symbols. A GNU hash table does not contain this number, so search for the last
// symbol, which is at the end of the chain with the highest start.
size_t count_gnu_hash(const Reader& image, uintptr_t table) {
  uint32_t buckets, first, bloom_words;
  if (!image.read(table, buckets) || !image.read(table + 4, first) ||
      !image.read(table + 8, bloom_words))
    return 0;
  const uintptr_t bucket_table = table + 16 + uintptr_t{bloom_words} * sizeof(BloomWord);
  const uintptr_t chains = bucket_table + uintptr_t{buckets} * sizeof(uint32_t);
  uintptr_t last = 0;
  for (uint32_t i = 0; i < buckets; ++i) {
    uint32_t head;
    if (!image.read(bucket_table + uintptr_t{i} * sizeof head, head)) return 0;
    if (head > last) last = head;
  }
  if (last < first) return 0;
  for (uint32_t link = 0; (link & 1) == 0; ++last)
    if (!image.read(chains + (last - first) * sizeof link, link)) return 0;
  return last;
}

// Some vDSOs have only DT_HASH. Others, such as arm64's, have only DT_GNU_HASH.
size_t count_symbols(const Reader& image, const Tables& tables) {
  VdsoHashWord counts[2];
  if (tables.hash != 0 && image.read(tables.hash, counts)) return counts[1];
  return tables.gnu_hash != 0 ? count_gnu_hash(image, tables.gnu_hash) : 0;
}

// The result of the search for a symbol version in this image:
// - none: the image does not define the version.
// - any: the image has no version tables, so every symbol matches.
// - one: the version has the number `index`.
struct Version {
  enum Kind : unsigned char { none, any, one } kind;
  uint16_t index;
};

// find() calls this once, and not for each symbol, so the time of find() is linear in the image size.
Version find_version(const Reader& image, const Tables& tables, const char* version) {
  if (tables.versions == 0 || tables.definitions == 0) return {Version::any, 0};
  uintptr_t at = tables.definitions;
  for (;;) {
    Elf64_Verdef definition;  // the same structure in 32 and 64 bits
    if (!image.read(at, definition)) return {Version::none, 0};
    Elf64_Verdaux name;
    if ((definition.vd_flags & VER_FLG_BASE) == 0 && image.read(at + definition.vd_aux, name) &&
        image.is_string(tables.strings + name.vda_name, version))
      return {Version::one, definition.vd_ndx};
    // Accept only offsets that stay in the image. With an offset that wraps, the list could be endless.
    if (definition.vd_next == 0 || definition.vd_next > image.size - at) return {Version::none, 0};
    at += definition.vd_next;
  }
}

bool has_version(const Reader& image, const Tables& tables, size_t symbol, Version version) {
  if (version.kind != Version::one) return version.kind == Version::any;
  uint16_t index;  // bit 15 marks a hidden version; the other bits are the number of the version
  return image.read(tables.versions + symbol * sizeof index, index) && (index & 0x7fff) == version.index;
}

bool is_function(const Elf::Sym& symbol) {
  const unsigned type = symbol.st_info & 0xf;
  const unsigned binding = symbol.st_info >> 4;
  return symbol.st_shndx != SHN_UNDEF && (type == STT_FUNC || type == STT_NOTYPE) &&
         (binding == STB_GLOBAL || binding == STB_WEAK);
}

}  // namespace

VdsoImage VdsoImage::of_this_process() {
  return mapped_at(auxiliary_value(AT_SYSINFO_EHDR), auxiliary_value(AT_PAGESZ));
}

VdsoImage VdsoImage::mapped_at(uintptr_t address, size_t page) {
  const VdsoImage no_image{nullptr, 0};
  // The kernel maps the image at the start of a page. From any other address, less than a page may be
  // readable.
  if (address == 0 || page == 0 || address % page != 0) return no_image;
  const auto base = reinterpret_cast<const unsigned char*>(address);
  const Reader first_page{base, page};
  Elf::Ehdr header;
  if (!read_header(first_page, header)) return no_image;
  size_t size = 0;
  for (unsigned i = 0; i < header.e_phnum; ++i) {
    Elf::Phdr segment;
    if (!first_page.read(header.e_phoff + i * sizeof segment, segment)) return no_image;
    if (segment.p_type != PT_LOAD) continue;
    if (segment.p_offset > kLongest || segment.p_filesz > kLongest - segment.p_offset) return no_image;
    const size_t end = segment.p_offset + segment.p_filesz;
    if (end > size) size = end;
  }
  return {base, size};
}

const void* VdsoImage::find(const char* version, const char* symbol) const {
  const Reader image{base_, size_};
  Tables tables;
  if (base_ == nullptr || !read_tables(image, tables)) return nullptr;
  const Version sought = find_version(image, tables, version);
  const size_t symbols = count_symbols(image, tables);
  for (size_t i = 0; i < symbols; ++i) {
    Elf::Sym entry;
    if (!image.read(tables.symbols + i * sizeof entry, entry)) return nullptr;
    if (!is_function(entry) || !image.is_string(tables.strings + entry.st_name, symbol)) continue;
    if (!has_version(image, tables, i, sought)) continue;
    const uintptr_t offset = entry.st_value + tables.bias;
    return offset < size_ ? base_ + offset : nullptr;
  }
  return nullptr;
}

}  // namespace nacre::sys
