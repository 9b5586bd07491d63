// SPDX-License-Identifier: MIT
#include "libc/fd/indirect_call.hpp"

#include <errno.h>
#include <fcntl.h>
#include <nacre/indirect.h>

#include "libc/fd/indirect_calls.hpp"
#include "support/errors.hpp"
#include "sysdeps/contract/calls.hpp"

namespace nacre::fd {
namespace {

// A system call that is about to be made.
struct SystemCall {
  long number;
  long words[6];
};

const IndirectCall* indirect_call(long number) {
  for (const IndirectCall& call : kIndirectCalls)
    if (call.number == number) return &call;
  return nullptr;
}

// The error for a call that cannot take these flags; 0 when it can.
int file_flags_problem(long number, const IndirectCall* call, int flags) {
  if (call == nullptr) return sys::is_named_call(number) ? EINVAL : ENOSYS;
  const int known = O_CLOEXEC | (call->nonblocking != 0 ? O_NONBLOCK : 0);
  return (flags & ~known) == 0 ? 0 : EINVAL;
}

// The flags, translated to the names of the call that takes them.
long named_by(const IndirectCall& how, int flags) {
  return ((flags & O_CLOEXEC) != 0 ? how.close_on_exec : 0) |
         ((flags & O_NONBLOCK) != 0 ? how.nonblocking : 0);
}

// Turns the call into the one that takes flags. The kernel reads descriptors, sizes and commands as int
// and ignores the upper half of the word.
int give(SystemCall& call, const IndirectCall& how, long flags) {
  long* const words = call.words;
  const auto number_at = [words](unsigned i) { return static_cast<int>(words[i]); };
  switch (how.method) {
    case FlagMethod::among: flags |= words[how.at]; break;
    case FlagMethod::added: break;
    case FlagMethod::for_size:
      if (number_at(0) <= 0) return EINVAL;
      break;
    case FlagMethod::onto:
      if (number_at(0) == number_at(1)) return 0;
      break;
    case FlagMethod::by_command:
      if (number_at(1) != F_DUPFD && number_at(1) != F_DUPFD_CLOEXEC) return EINVAL;
      flags = F_DUPFD_CLOEXEC;
      break;
    case FlagMethod::duplicate:
      flags = F_DUPFD_CLOEXEC;
      words[2] = 0;
      break;
    case FlagMethod::created_open:
      flags |= O_CREAT | O_WRONLY | O_TRUNC;
      words[2] = words[1];
      break;
  }
  words[how.at] = flags;
  call.number = how.taking_flags;
  return 0;
}

}  // namespace

Result<long> call_with_file_flags(const indirect_registers& registers, int flags) {
  if (!sys::may_be_call_number(registers.number)) return Result<long>::failure(ENOSYS);
  SystemCall call{static_cast<long>(registers.number), {}};
  for (unsigned i = 0; i < 6; ++i) call.words[i] = static_cast<long>(registers.arguments[i]);
  const IndirectCall* const how = indirect_call(call.number);
  const bool is_cancellable = how != nullptr && how->is_cancellable;
  if (flags != 0) {
    if (const int problem = file_flags_problem(call.number, how, flags))
      return Result<long>::failure(problem);
    const auto answer = sys::own_indirect(registers, flags, is_cancellable);
    if (answer.ok() || !is_missing(answer.error())) return answer;
    if (const int problem = give(call, *how, named_by(*how, flags)))
      return Result<long>::failure(problem);
  }
  return is_cancellable ? sys::make_call_cancellably(call.number, call.words)
                        : sys::make_call(call.number, call.words);
}

}  // namespace nacre::fd
