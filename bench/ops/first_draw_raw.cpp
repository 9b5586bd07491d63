// SPDX-License-Identifier: MIT
// Measures the first draw of a process with the raw vDSO function.
#include "bench/ops/first_draw.hpp"
#include "bench/ops/libc_only.hpp"
#include "bench/peers/vdso.hpp"

namespace bench {

void register_first_draw_raw() {
  register_measured_once("first_draw_raw", [](benchmark::State& state) {
    if (const std::string why = Vdso::missing(); !why.empty()) return state.SkipWithError(why.c_str());
    first_draw_process(state, {std::string("--peer=") + Vdso::kName, "--first-draw"});
  });
}

}  // namespace bench
