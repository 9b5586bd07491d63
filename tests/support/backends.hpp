// SPDX-License-Identifier: MIT
// For tests of functions that exist for several instruction sets, of which a variable selects one.
#pragma once
#include <initializer_list>
#include <string>
#include <vector>

#include "support/atomic.hpp"

namespace nacre::test {

// Returns those of `all` that a processor supports whose best backend is `best`.
template <class Backend>
std::vector<Backend> backends_up_to(Backend best, std::initializer_list<Backend> all) {
  std::vector<Backend> supported;
  for (const Backend backend : all)
    if (backend <= best) supported.push_back(backend);
  return supported;
}

// While this object exists, the variable selects one backend.
template <class Backend>
class UseBackend {
 public:
  UseBackend(Atomic<Backend>& variable, Backend backend)
      : variable_(variable), before_(variable.load(Order::relaxed)) {
    variable.store(backend, Order::relaxed);
  }
  UseBackend(const UseBackend&) = delete;
  UseBackend& operator=(const UseBackend&) = delete;
  ~UseBackend() { variable_.store(before_, Order::relaxed); }

 private:
  Atomic<Backend>& variable_;
  const Backend before_;
};

// The backend of an architecture that has only one.
enum class OnlyBackend { only };
inline std::string text_of(OnlyBackend) { return "only"; }
struct UseOnlyBackend {
  explicit UseOnlyBackend(OnlyBackend) {}
};

}  // namespace nacre::test
