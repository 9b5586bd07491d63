// SPDX-License-Identifier: MIT
// Why the kernel's function cannot be used: tools/info says for each what helps.
#pragma once

namespace nacre::sys {

inline constexpr char kNoVdso[] = "the process has no vDSO";
inline constexpr char kNoFunction[] = "the vDSO has no getrandom, which came with Linux 6.11";
inline constexpr char kCannotServe[] = "the vDSO's getrandom says that it cannot serve this machine";
inline constexpr char kLargeStates[] = "the vDSO's getrandom wants states that fit no page";
inline constexpr char kOtherMemory[] = "the vDSO's getrandom wants other memory than is known";

}  // namespace nacre::sys
