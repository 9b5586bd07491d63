// SPDX-License-Identifier: MIT
#pragma once

namespace nacre {

// Why getrandom() makes system calls instead of calling the function in the kernel's vDSO. A draw is one
// request for random bytes. A draw has not ended if a signal handler interrupted it, or left it by
// siglongjmp. "The function" below is getrandom in the vDSO.
enum class UnavailableReason : unsigned char {
  none,            // getrandom() calls the vDSO
  not_started,     // the process has no thread storage yet
  switched_off,    // NACRE_RANDOM=syscall
  memory_refused,  // the system gives no droppable memory, which the function needs
  state_reserved,  // a draw on the thread's state has not ended, or a vfork parent owns the state
  no_vdso,         // the kernel or a sandbox gave the process no vDSO
  no_function,     // the vDSO has no getrandom function
  cannot_serve,    // the function fails on this machine, for example because it has no vector registers
  large_states,    // a state of the function needs more than half a page, or its size is 0
  unknown_memory,  // the function needs memory with properties that nacre does not know
};

// Returns the reason in English, as nacre_random_describe() reports it; "" for `none`.
constexpr const char* text_of(UnavailableReason reason) {
  switch (reason) {
    case UnavailableReason::none: break;
    case UnavailableReason::not_started: return "the process has not started yet";
    case UnavailableReason::switched_off: return "NACRE_RANDOM=syscall";
    case UnavailableReason::memory_refused: return "droppable memory is refused";
    case UnavailableReason::state_reserved:
      return "this thread is in a random call, left one by siglongjmp, or is a child of vfork";
    case UnavailableReason::no_vdso: return "the process has no vDSO";
    case UnavailableReason::no_function: return "the vDSO has no getrandom, which came with Linux 6.11";
    case UnavailableReason::cannot_serve:
      return "the vDSO's getrandom says that it cannot serve this machine";
    case UnavailableReason::large_states:
      return "a state of the vDSO's getrandom is larger than half a page, or its size is 0";
    case UnavailableReason::unknown_memory:
      return "the vDSO's getrandom needs memory with unknown properties";
  }
  return "";
}

}  // namespace nacre
