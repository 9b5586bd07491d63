// SPDX-License-Identifier: MIT
// Tests what dl_iterate_phdr reports of a static program.
#include <elf.h>
#include <gtest/gtest.h>
#include <link.h>
#include <sys/auxv.h>

#include <thread>
#include <vector>

namespace {

thread_local int thread_variable = 5;

struct Program {
  int calls = 0;
  dl_phdr_info info{};
};

int note(dl_phdr_info* info, size_t size, void* data) {
  auto& program = *static_cast<Program*>(data);
  EXPECT_EQ(size, sizeof *info);
  ++program.calls;
  program.info = *info;
  // The next call must not see these changes.
  info->dlpi_phdr = nullptr;
  info->dlpi_tls_data = nullptr;
  return 7;
}

Program program() {
  Program found;
  EXPECT_EQ(dl_iterate_phdr(note, &found), 7);
  EXPECT_EQ(found.calls, 1);
  return found;
}

// Returns whether the address is in a segment of the kind.
bool contains(const dl_phdr_info& info, ElfW(Word) type, const void* address) {
  for (int i = 0; i < info.dlpi_phnum; ++i) {
    const auto begin = info.dlpi_addr + info.dlpi_phdr[i].p_vaddr;
    const auto place = reinterpret_cast<uintptr_t>(address);
    if (info.dlpi_phdr[i].p_type == type && place >= begin && place - begin < info.dlpi_phdr[i].p_memsz)
      return true;
  }
  return false;
}
size_t thread_memory(const dl_phdr_info& info) {
  for (int i = 0; i < info.dlpi_phnum; ++i)
    if (info.dlpi_phdr[i].p_type == PT_TLS) return info.dlpi_phdr[i].p_memsz;
  return 0;
}

TEST(DlIteratePhdr, ReportsTheProgramInEachCall) {
  for (int i = 0; i < 3; ++i) {
    const dl_phdr_info info = program().info;
    EXPECT_EQ(reinterpret_cast<unsigned long>(info.dlpi_phdr), getauxval(AT_PHDR));
    EXPECT_EQ(info.dlpi_phnum, getauxval(AT_PHNUM));
    EXPECT_STREQ(info.dlpi_name, "/proc/self/exe");
    EXPECT_EQ(info.dlpi_adds, 0U);
    EXPECT_EQ(info.dlpi_subs, 0U);
    EXPECT_TRUE(contains(info, PT_LOAD, reinterpret_cast<const void*>(&program)));
    EXPECT_TRUE(contains(info, PT_LOAD, info.dlpi_phdr));
  }
}
TEST(DlIteratePhdr, ReportsTheVariablesOfTheCallingThread) {
  const auto expect_own = [] {
    const dl_phdr_info info = program().info;
    EXPECT_EQ(info.dlpi_tls_modid, 1U);
    const auto begin = reinterpret_cast<uintptr_t>(info.dlpi_tls_data),
               place = reinterpret_cast<uintptr_t>(&thread_variable);
    EXPECT_GE(place, begin);
    EXPECT_LT(place - begin, thread_memory(info));
  };
  expect_own();
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i) threads.emplace_back(expect_own);
  for (std::thread& thread : threads) thread.join();
  expect_own();
}

}  // namespace
