// SPDX-License-Identifier: MIT
// The reasons why features are unavailable, and how to enable them.
#include "tools/info/unavailable.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>

namespace info {
namespace {

// The first kernel whose vDSO has getrandom, as in kernel/since/table. The machine names are the names
// that uname reports.
struct First {
  const char *machine, *release;
};
constexpr First kFirst[] = {{"x86_64", "6.11"},  {"aarch64", "6.12"}, {"loongarch64", "6.12"},
                            {"ppc64le", "6.12"}, {"s390x", "6.12"},   {"riscv64", "6.16"}};

constexpr char kAllowDroppable[] = "let the sandbox allow mmap with MAP_DROPPABLE (0x8)";
constexpr char kNewer[] = "use a newer nacre; until then, draws are system calls";

bool is_before(const std::string& release, unsigned major, unsigned minor) {
  unsigned is_major = 0, is_minor = 0;
  if (std::sscanf(release.c_str(), "%u.%u", &is_major, &is_minor) != 2) return false;
  return is_major < major || (is_major == major && is_minor < minor);
}

bool has_boot_argument(const Facts& facts, const char* argument) {
  return (" " + facts.boot + " ").find(std::string(" ") + argument) != std::string::npos;
}

std::string help_for_function(const Facts& facts) {
  const auto* const first = std::find_if(std::begin(kFirst), std::end(kFirst),
                                         [&](const First& row) { return facts.machine == row.machine; });
  return first == std::end(kFirst) ? "nothing: no kernel has the function on this architecture"
                                   : std::string("Linux ") + first->release + " or later";
}

std::string help_for_draws(const Facts& facts) {
  using Reason = nacre::UnavailableReason;
  switch (facts.reason) {
    case Reason::none:
    case Reason::not_started: break;
    case Reason::switched_off: return "take NACRE_RANDOM out of the environment";
    case Reason::memory_refused: return kAllowDroppable;
    case Reason::state_reserved:
      return "nothing: the thread is in another getrandom call, or is a vfork child";
    case Reason::no_vdso:
      return has_boot_argument(facts, "vdso=0")
                 ? "boot without vdso=0"
                 : "run the program on Linux itself, because emulators have no vDSO";
    case Reason::no_function: return help_for_function(facts);
    case Reason::cannot_serve: return "use a processor, real or virtual, with vector registers";
    case Reason::large_states:
    case Reason::unknown_memory: return kNewer;
  }
  return "";
}

}  // namespace

Unavailable of_draws(const Facts& facts) { return {text_of(facts.reason), help_for_draws(facts)}; }

Unavailable of_droppable(const Facts& facts) {
  if (facts.droppable == 0) return {};
  const std::string reason = std::string("mmap fails: ") + std::strerror(facts.droppable);
  if (is_before(facts.release, 6, 11)) return {reason, "Linux 6.11 or later"};
  if (facts.filtered) return {reason, kAllowDroppable};
  return {reason, "use a kernel whose mmap supports MAP_DROPPABLE (0x8)"};
}

Unavailable of_secret(const Facts& facts) {
  const int error = facts.secret;
  if (error == 0) return {};
  const std::string reason = std::string("memfd_secret fails: ") + std::strerror(error);
  if (error == EAGAIN) return {"RLIMIT_MEMLOCK is too low", "raise the limit: ulimit -l"};
  if (error == EMFILE || error == ENFILE) return {"no descriptor is free", "raise the limit: ulimit -n"};
  if (error == ENOMEM) return {reason, "more memory"};
  if (error != ENOSYS)
    return {reason, facts.filtered ? "let the sandbox allow memfd_secret, ftruncate and mmap" : ""};
  // ENOSYS has several possible causes.
  if (!facts.has_secret_call) return {"this architecture has no memfd_secret", ""};
  if (is_before(facts.release, 5, 14)) return {reason, "Linux 5.14 or later, from 6.5 on by default"};
  if (has_boot_argument(facts, "secretmem.enable=0") || has_boot_argument(facts, "secretmem.enable=n"))
    return {"a boot argument disables memfd_secret", "boot with secretmem.enable=1"};
  if (is_before(facts.release, 6, 5) && !has_boot_argument(facts, "secretmem.enable="))
    return {"memfd_secret is disabled by default before Linux 6.5", "boot with secretmem.enable=1"};
  if (facts.filtered) return {reason, "let the sandbox allow memfd_secret"};
  return {reason, "use a kernel with CONFIG_SECRETMEM that can change its direct map"};
}

Unavailable of_choice(const Facts& facts) {
  if (facts.choice.empty() || facts.choice == "syscall" || facts.choice == "vdso") return {};
  const auto named = std::find_if(facts.vectors.begin(), facts.vectors.end(),
                                  [&](const Vector& vector) { return vector.name == facts.choice; });
  if (named == facts.vectors.end())
    return {"NACRE_RANDOM=" + facts.choice + " is not a known value", "take it out of the environment"};
  if (!named->usable)
    return {"NACRE_RANDOM=" + facts.choice + " is not usable on this machine",
            "take it out of the environment"};
  return {};
}

}  // namespace info
