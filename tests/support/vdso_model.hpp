// SPDX-License-Identifier: MIT
// A simple model of the vDSO symbol lookup, as the ELF and GNU specifications describe it. Tests compare
// the libc's lookup with it. The model first parses the whole image. An image may contain any
// numbers, so a sum of offsets may overflow. Offsets are unsigned, and at() checks each result.
#pragma once
#include <elf.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace test {

class VdsoModel {
 public:
  VdsoModel(const unsigned char* bytes, std::size_t size) : bytes_(bytes, bytes + size) { parse(); }

  // Returns the offset of the function in the image, or nothing if the lookup must not find it.
  std::optional<std::size_t> find(const std::string& version, const std::string& name) const {
    std::optional<unsigned> wanted;
    for (const auto& definition : definitions_)
      if (!wanted && definition.name == version) wanted = definition.index;
    for (const auto& symbol : symbols_) {
      if (symbol.name != name) continue;
      if (versioned_ && (!wanted || symbol.version != wanted)) continue;
      if (symbol.offset >= bytes_.size()) return {};
      return symbol.offset;
    }
    return {};
  }

 private:
  struct Definition {
    unsigned index;
    std::optional<std::string> name;
  };
  struct Symbol {
    std::optional<std::string> name;
    std::optional<unsigned> version;
    std::uint64_t offset;
  };

  template <class T>
  std::optional<T> at(std::uint64_t offset) const {
    T value;
    if (bytes_.size() < sizeof value || offset > bytes_.size() - sizeof value) return {};
    std::memcpy(&value, bytes_.data() + offset, sizeof value);
    return value;
  }
  std::optional<std::string> string_at(std::uint64_t offset) const {
    if (offset >= bytes_.size()) return {};
    const auto begin = bytes_.begin() + static_cast<std::ptrdiff_t>(offset);
    const auto end = std::find(begin, bytes_.end(), 0);
    if (end == bytes_.end()) return {};
    return std::string(begin, end);
  }

  // Returns the number of symbols, from the hash table at offset `sysv` or `gnu`. An offset of 0 means
  // that there is no such table.
  std::uint64_t count_symbols(std::uint64_t sysv, std::uint64_t gnu) const {
    if (sysv != 0)
      if (const auto words = at<std::array<std::uint32_t, 2>>(sysv)) return (*words)[1];
    if (gnu == 0) return 0;
    const auto head = at<std::array<std::uint32_t, 3>>(gnu);
    if (!head) return 0;
    const auto [buckets, first, bloom_words] = *head;
    const std::uint64_t table = gnu + 16 + std::uint64_t{8} * bloom_words;
    std::uint32_t last = 0;
    for (std::uint64_t i = 0; i < buckets; ++i) {
      const auto bucket = at<std::uint32_t>(table + 4 * i);
      if (!bucket) return 0;
      last = std::max(last, *bucket);
    }
    if (last < first) return 0;
    const std::uint64_t chains = table + std::uint64_t{4} * buckets;
    for (std::uint64_t i = last;; ++i) {
      const auto link = at<std::uint32_t>(chains + 4 * (i - first));
      if (!link) return 0;
      if ((*link & 1) != 0) return i + 1;
    }
  }

  void parse() {
    const auto header = at<Elf64_Ehdr>(0);
    if (!header || std::memcmp(header->e_ident, ELFMAG, SELFMAG) != 0) return;
    if (header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_phentsize != sizeof(Elf64_Phdr)) return;
    std::vector<Elf64_Phdr> loaded, dynamic;
    for (std::uint64_t i = 0; i < header->e_phnum; ++i) {
      const auto segment = at<Elf64_Phdr>(header->e_phoff + i * sizeof(Elf64_Phdr));
      if (!segment) return;
      if (segment->p_type == PT_LOAD) loaded.push_back(*segment);
      if (segment->p_type == PT_DYNAMIC) dynamic.push_back(*segment);
    }
    if (loaded.empty() || dynamic.empty() || dynamic.back().p_offset == 0) return;
    const std::uint64_t bias = loaded.front().p_offset - loaded.front().p_vaddr;

    std::map<std::int64_t, std::uint64_t> tables;
    for (std::uint64_t i = 0; i < dynamic.back().p_filesz / sizeof(Elf64_Dyn); ++i) {
      const auto entry = at<Elf64_Dyn>(dynamic.back().p_offset + i * sizeof(Elf64_Dyn));
      if (!entry) return;
      if (entry->d_tag == DT_NULL) break;
      tables[entry->d_tag] = entry->d_un.d_ptr + bias;
    }
    const std::uint64_t strings = tables[DT_STRTAB];
    if (strings == 0 || tables[DT_SYMTAB] == 0) return;

    versioned_ = tables[DT_VERSYM] != 0 && tables[DT_VERDEF] != 0;
    std::set<std::uint64_t> seen;  // ends the loop at the last entry, whose vd_next is 0, and at a cycle
    for (std::uint64_t place = tables[DT_VERDEF]; versioned_ && seen.insert(place).second;) {
      const auto definition = at<Elf64_Verdef>(place);
      if (!definition) break;
      if ((definition->vd_flags & VER_FLG_BASE) == 0)
        if (const auto name = at<Elf64_Verdaux>(place + definition->vd_aux))
          definitions_.push_back({definition->vd_ndx, string_at(strings + name->vda_name)});
      place += definition->vd_next;
    }

    const std::uint64_t symbols = count_symbols(tables[DT_HASH], tables[DT_GNU_HASH]);
    for (std::uint64_t i = 0; i < symbols; ++i) {
      const auto symbol = at<Elf64_Sym>(tables[DT_SYMTAB] + i * sizeof(Elf64_Sym));
      if (!symbol) break;
      const auto type = ELF64_ST_TYPE(symbol->st_info), binding = ELF64_ST_BIND(symbol->st_info);
      if (symbol->st_shndx == SHN_UNDEF || (type != STT_FUNC && type != STT_NOTYPE)) continue;
      if (binding != STB_GLOBAL && binding != STB_WEAK) continue;
      std::optional<unsigned> version;
      if (const auto index = at<std::uint16_t>(tables[DT_VERSYM] + 2 * i)) version = *index & 0x7fff;
      symbols_.push_back({string_at(strings + symbol->st_name), version, symbol->st_value + bias});
    }
  }

  std::vector<unsigned char> bytes_;
  std::vector<Symbol> symbols_;
  std::vector<Definition> definitions_;
  bool versioned_ = false;
};

}  // namespace test
