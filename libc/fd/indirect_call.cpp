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

// A system call that is about to be made: its number and its arguments.
struct SystemCall {
  long number;
  long arguments[6];
};

const IndirectCall* indirect_call(long number) {
  for (const IndirectCall& call : kIndirectCalls)
    if (call.number == number) return &call;
  return nullptr;
}

// Returns 0 if the call accepts the flags, and an error number otherwise.
int check_flags(long number, const IndirectCall* call, int flags) {
  if (call == nullptr) return sys::is_named_call(number) ? EINVAL : ENOSYS;
  const int known = O_CLOEXEC | (call->nonblocking != 0 ? O_NONBLOCK : 0);
  return (flags & ~known) == 0 ? 0 : EINVAL;
}

// Translates O_CLOEXEC and O_NONBLOCK to the constants of the call, such as SOCK_CLOEXEC.
long flags_for(const IndirectCall& entry, int flags) {
  return ((flags & O_CLOEXEC) != 0 ? entry.close_on_exec : 0) |
         ((flags & O_NONBLOCK) != 0 ? entry.nonblocking : 0);
}

// Replaces the call by one that accepts flags, for example accept by accept4, and stores the flags in
// its arguments. indirect_calls.hpp describes the methods. Returns 0 or an error number. `number_at`
// ignores the upper half of an argument, because the kernel reads descriptors, sizes and commands as
// int.
int rewrite_call(SystemCall& call, const IndirectCall& entry, long flags) {
  long* const arguments = call.arguments;
  const auto number_at = [arguments](unsigned i) { return static_cast<int>(arguments[i]); };
  switch (entry.method) {
    case FlagMethod::or_into_argument: flags |= arguments[entry.flags_index]; break;
    case FlagMethod::extra_argument: break;
    case FlagMethod::replace_size:
      if (number_at(0) <= 0) return EINVAL;
      break;
    case FlagMethod::dup2_to_dup3:
      if (number_at(0) == number_at(1)) return 0;
      break;
    case FlagMethod::fcntl_command:
      if (number_at(1) != F_DUPFD && number_at(1) != F_DUPFD_CLOEXEC) return EINVAL;
      flags = F_DUPFD_CLOEXEC;
      break;
    case FlagMethod::dup_to_fcntl:
      flags = F_DUPFD_CLOEXEC;
      arguments[2] = 0;
      break;
    case FlagMethod::creat_to_open:
      flags |= O_CREAT | O_WRONLY | O_TRUNC;
      arguments[2] = arguments[1];
      break;
  }
  arguments[entry.flags_index] = flags;
  call.number = entry.call_with_flags;
  return 0;
}

}  // namespace

Result<long> call_with_file_flags(const indirect_registers& registers, int flags) {
  if (!sys::may_be_call_number(registers.number)) return Result<long>::failure(ENOSYS);
  SystemCall call{static_cast<long>(registers.number), {}};
  for (unsigned i = 0; i < 6; ++i) call.arguments[i] = static_cast<long>(registers.arguments[i]);
  const IndirectCall* const entry = indirect_call(call.number);
  const bool is_cancellable = entry != nullptr && entry->is_cancellable;
  if (flags != 0) {
    if (const int error = check_flags(call.number, entry, flags)) return Result<long>::failure(error);
    // A kernel that has sys_indirect (from kernel/patches) sets the flags itself.
    const auto result = sys::sys_indirect(registers, flags, is_cancellable);
    if (result.ok() || !is_missing(result.error())) return result;
    if (const int error = rewrite_call(call, *entry, flags_for(*entry, flags)))
      return Result<long>::failure(error);
  }
  return is_cancellable ? sys::make_call_cancellably(call.number, call.arguments)
                        : sys::make_call(call.number, call.arguments);
}

}  // namespace nacre::fd
