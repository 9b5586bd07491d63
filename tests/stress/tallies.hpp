// SPDX-License-Identifier: MIT
#pragma once
#include <atomic>
#include <cstdint>

namespace stress {

// Counters that the processes of a stress test share.
struct Tallies {
  using Tally = std::atomic<std::uint64_t>;
  alignas(64) Tally draws;
  Tally values, nested;  // checked values; draws by a handler during another draw
  Tally forgotten;       // values for which the table was full
  alignas(64) Tally forks, forks_in_draws, vforks, raw_clones, spawns;
  Tally not_created;  // threads or processes that could not be created
  Tally threads, signals, signals_in_draws, cancellations;
  Tally exits, jumps;     // threads that left a draw by pthread_exit, and by siglongjmp
  Tally drops, discards;  // dropped mappings; calls of nacre_random_discard
  Tally killed;           // children that were killed on purpose
  // These must stay 0. shared_states: vDSO getrandom states that two threads had at the same time.
  // states_missing: threads that got no state, although the kernel offers vDSO getrandom.
  alignas(64) Tally duplicates, zero_runs, draws_failed, children_lost, shared_states, states_missing;
  Tally lost_status;  // wait status of the last lost child; from bit 16 on, the `kind` of note_lost
  static_assert(Tally::is_always_lock_free);  // other atomics do not work across processes
};

// Records a child that ended unexpectedly. `kind` is a letter that says how it was created.
inline void note_lost(Tallies& all, int status, char kind) {
  ++all.children_lost;
  all.lost_status = static_cast<unsigned>(kind) << 16 | static_cast<unsigned>(status & 0xffff);
}

inline unsigned long long count(const Tallies::Tally& tally) { return tally.load(); }

}  // namespace stress
