// SPDX-License-Identifier: MIT
#include "tests/support/trace.hpp"

#include <elf.h>
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <call_arguments.hpp>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <machine.hpp>
#include <vdso_image.hpp>
#include <vgetrandom_abi.hpp>

#include "tests/support/child.hpp"
#include "tests/support/vdso_patch.hpp"

namespace test {
namespace {

using Word = unsigned long;

Word peek(pid_t child, Word address) {
  Word value = 0;
  iovec here{&value, sizeof value}, there{reinterpret_cast<void*>(address), sizeof value};
  process_vm_readv(child, &here, 1, &there, 1, 0);
  return value;
}

void poke(pid_t child, Word address, Word value) {
  if (ptrace(PTRACE_POKEDATA, child, address, value) != 0) std::abort();
}

// Returns the address of entry `type` of the auxiliary vector in a program directly after exec. The
// vector follows the arguments and the environment, which begin at the stack pointer.
Word auxiliary_entry(pid_t child, Word type) {
  struct {
    Word words[64];
  } registers{};
  iovec buffer{&registers, sizeof registers};
  ptrace(PTRACE_GETREGSET, child, NT_PRSTATUS, &buffer);
  Word at = registers.words[kStackPointer];
  at += sizeof(Word) * (peek(child, at) + 2);
  while (peek(child, at) != 0) at += sizeof(Word);
  for (at += sizeof(Word); peek(child, at) != AT_NULL; at += 2 * sizeof(Word))
    if (peek(child, at) == type) return at;
  return 0;
}

// Overwrites the vDSO's getrandom in a child, so that it fails with ENOSYS. The child has the same vDSO
// as this process, at another address. A page that is written becomes private to the child.
void make_vdso_fail(pid_t child) {
  const auto image = nacre::sys::VdsoImage::of_this_process();
  const auto function =
      reinterpret_cast<Word>(image.find(nacre::sys::kVgetrandomVersion, nacre::sys::kVgetrandomSymbol));
  if (function == 0) return;
  const Word entry = auxiliary_entry(child, AT_SYSINFO_EHDR);
  const Word there =
      peek(child, entry + sizeof(Word)) + (function - reinterpret_cast<Word>(image.base()));
  auto code = code_returning(-ENOSYS);
  code.resize((code.size() + sizeof(Word) - 1) / sizeof(Word) * sizeof(Word));
  for (std::size_t at = 0; at < code.size(); at += sizeof(Word)) {
    Word word = 0;
    std::memcpy(&word, &code[at], sizeof word);
    poke(child, there + at, word);
  }
}

// Copies `size` bytes from one address of the child to another (kOverwriteMemory).
void copy_in_child(pid_t child, Word to, Word from, Word size) {
  for (Word i = 0; i < size; i += sizeof(Word)) {
    Word word = peek(child, to + i);
    const Word source = peek(child, from + i);
    std::memcpy(&word, &source, std::min<Word>(sizeof word, size - i));
    poke(child, to + i, word);
  }
}

// The address range of the child's vDSO, which is read from /proc at the first use.
class VdsoCode {
 public:
  bool has(pid_t child, std::uint64_t address) {
    if (!known_) look_up(child);
    return start_ <= address && address < end_;
  }

 private:
  void look_up(pid_t child) {
    known_ = true;
#ifdef __i386__
    // On this architecture, all system calls go through the vDSO, and no kernel has a vDSO getrandom.
    return;
#endif
    std::ifstream maps("/proc/" + std::to_string(child) + "/maps");
    for (std::string line; std::getline(maps, line);) {
      unsigned long start, end;
      if (line.find("[vdso]") == line.npos || std::sscanf(line.c_str(), "%lx-%lx ", &start, &end) != 2)
        continue;
      start_ = start;
      end_ = end;
    }
  }

  bool known_ = false;
  std::uint64_t start_ = 0, end_ = 0;
};

constexpr long kOptions = PTRACE_O_TRACESYSGOOD | PTRACE_O_EXITKILL | PTRACE_O_TRACECLONE;

// Traces the child and its threads, each of which stops separately. Forked processes are not traced.
// Without `from_the_start`, the recording begins when the child stops itself.
void record(pid_t child, Trace& result, bool from_the_start) {
  bool recording = from_the_start;
  VdsoCode vdso;
  ptrace(PTRACE_SYSCALL, child, 0, 0);
  for (;;) {
    int status = 0;
    const pid_t thread = waitpid(-1, &status, __WALL);
    if (thread < 0) return;
    if (!WIFSTOPPED(status)) {
      if (thread != child) continue;
      result.end = describe(status);
      return;
    }
    const int signal = WSTOPSIG(status);
    int deliver = 0;
    if (signal == (SIGTRAP | 0x80)) {
      __ptrace_syscall_info info{};
      ptrace(PTRACE_GET_SYSCALL_INFO, thread, sizeof info, &info);
      if (info.op == PTRACE_SYSCALL_INFO_ENTRY && info.entry.nr == kOverwriteMemory) {
        copy_in_child(thread, info.entry.args[0], info.entry.args[1], info.entry.args[2]);
      } else if (recording && info.op == PTRACE_SYSCALL_INFO_ENTRY) {
        Call call{info.entry.nr, {}, vdso.has(thread, info.instruction_pointer)};
        for (int i = 0; i < 6; ++i) call.arguments[i] = info.entry.args[i];
        if (kMapArgumentsInMemory && call.number == kMapCall)
          for (Word i = 0; i < 6; ++i)
            call.arguments[i] = peek(thread, info.entry.args[0] + i * sizeof(Word));
        result.calls.push_back(call);
      }
    } else if (signal == SIGSTOP) {
      recording = true;  // the stop before the body, or a new thread's first stop
    } else if (status >> 16 == 0) {
      deliver = signal;  // a signal for the child, not a ptrace event
    }
    ptrace(PTRACE_SYSCALL, thread, 0, deliver);
  }
}

}  // namespace

std::size_t Trace::count(long number) const {
  std::size_t n = 0;
  for (const Call& call : calls) n += call.number == static_cast<std::uint64_t>(number);
  return n;
}

std::size_t Trace::count_by_program(long number) const {
  std::size_t n = 0;
  for (const Call& call : calls) n += call.number == static_cast<std::uint64_t>(number) && !call.by_vdso;
  return n;
}

std::size_t Trace::droppable_maps() const {
  std::size_t n = 0;
  constexpr unsigned kMapType = 0x0f, kDroppable = 0x08;  // MAP_TYPE, MAP_DROPPABLE
  for (const Call& call : calls)
    n += call.number == kMapCall && (call.arguments[3] & kMapType) == kDroppable;
  return n;
}

Trace trace(const std::function<int()>& body) {
  const pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    raise(SIGSTOP);  // lets the tracer set its options
    raise(SIGSTOP);  // marks the beginning of the recording
    _exit(body());
  }
  int status = 0;
  waitpid(child, &status, 0);
  ptrace(PTRACE_SETOPTIONS, child, 0, kOptions);
  Trace result;
  record(child, result, false);
  return result;
}

namespace {

// Traces a program. `change` modifies it directly after exec, or returns false, which ends the program.
Trace trace_changed_program(const std::vector<std::string>& words,
                            const std::function<bool(pid_t)>& change) {
  std::vector<char*> arguments;
  for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  const pid_t child = fork();
  if (child == 0) {
    ptrace(PTRACE_TRACEME, 0, 0, 0);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);  // the stop after exec
  Trace result;
  if (!WIFSTOPPED(status)) {
    result.end = describe(status);
    return result;
  }
  if (!change(child)) {
    kill(child, SIGKILL);
    waitpid(child, &status, 0);
    return result;
  }
  ptrace(PTRACE_SETOPTIONS, child, 0, kOptions);
  record(child, result, true);
  return result;
}

}  // namespace

Trace trace_program(const std::vector<std::string>& words, Start start) {
  return trace_changed_program(words, [start](pid_t child) {
    if (start == Start::without_vdso)
      if (const Word entry = auxiliary_entry(child, AT_SYSINFO_EHDR)) poke(child, entry, AT_IGNORE);
    if (start == Start::vdso_fails) make_vdso_fail(child);
    if (start == Start::secure)
      if (const Word entry = auxiliary_entry(child, AT_SECURE)) poke(child, entry + sizeof(Word), 1);
    return true;
  });
}

Trace trace_program_with_vdso(const std::vector<std::string>& words, std::vector<unsigned char> image,
                              std::size_t offset) {
  image.insert(image.begin(), offset, 0);
  image.resize(static_cast<std::size_t>(getpagesize()));
  return trace_changed_program(words, [&](pid_t child) {
    const Word entry = auxiliary_entry(child, AT_SYSINFO_EHDR);
    if (entry == 0) return false;
    const Word base = peek(child, entry + sizeof(Word));
    for (std::size_t at = 0; at < image.size(); at += sizeof(Word)) {
      Word word = 0;
      std::memcpy(&word, &image[at], sizeof word);
      poke(child, base + at, word);
    }
    poke(child, entry + sizeof(Word), base + offset);
    return true;
  });
}

}  // namespace test
