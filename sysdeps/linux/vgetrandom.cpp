// SPDX-License-Identifier: MIT
// Finds getrandom in the vDSO, and reads its parameters.
#include <vgetrandom.hpp>

#include <elf.h>
#include <linux/random.h>
#include <sys/mman.h>
#include <architecture.hpp>
#include <process.hpp>
#include <vdso_image.hpp>

namespace nacre::sys {
namespace {

// MAP_DROPPABLE (Linux 6.11), which the host's headers may lack.
constexpr unsigned kDroppable = 0x08;
constexpr unsigned kReadWrite = PROT_READ | PROT_WRITE;

}  // namespace

// Two threads may call this at the same time. Both store the same values, and the function last, so a
// thread that sees the function also sees its parameters. The vDSO's address comes from the auxiliary
// vector, which is the same for static, static-pie, dynamic and dlopened code
// (hazard link-mode-misses-vdso in libc/random/HAZARDS.md).
VgetrandomFunction* Vgetrandom::find() {
  if (VgetrandomFunction* const function = known()) return function;
  using Reason = UnavailableReason;
  if (unavailable_reason() != Reason::none) return nullptr;
  const auto unavailable = [this](Reason reason) {
    unavailable_reason_.store(reason, Order::relaxed);
    return nullptr;
  };

  const VdsoImage vdso = VdsoImage::of_this_process();
  if (vdso.base() == nullptr) return unavailable(Reason::no_vdso);
  const auto function = reinterpret_cast<VgetrandomFunction*>(
      const_cast<void*>(vdso.find(kVgetrandomVersion, kVgetrandomSymbol)));
  if (function == nullptr) return unavailable(Reason::no_function);
  // A state size of ~0 requests the parameters. A result other than 0 means that the function cannot be
  // used although it exists, as on arm64 without SIMD and on s390x without vector registers.
  vgetrandom_opaque_params wanted{};
  if (!call_vgetrandom(function, nullptr, 0, 0, &wanted, ~size_t{0}).is(0))
    return unavailable(Reason::cannot_serve);
  // A state may use at most half a page, because the libc stores a key next to it. A size of 0 is
  // invalid.
  if (wanted.size_of_opaque_state == 0 || wanted.size_of_opaque_state > auxiliary_value(AT_PAGESZ) / 2)
    return unavailable(Reason::large_states);
  // States are safe only in droppable memory. The libc relies on two properties of such memory: it reads
  // as zeros in a fork child, and the kernel drops whole pages
  // (hazards page-dropped-mid-draw, key-dropped-mid-draw).
  if ((wanted.mmap_prot & kReadWrite) != kReadWrite || (wanted.mmap_flags & MAP_TYPE) != kDroppable)
    return unavailable(Reason::unknown_memory);
  state_size_.store(wanted.size_of_opaque_state, Order::relaxed);
  protection_.store(wanted.mmap_prot, Order::relaxed);
  map_flags_.store(wanted.mmap_flags, Order::relaxed);
  function_.store(entry_for(function), Order::release);
  return known();
}

}  // namespace nacre::sys
