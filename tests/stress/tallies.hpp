// SPDX-License-Identifier: MIT
#pragma once
#include <atomic>
#include <cstdint>

namespace stress {

// What the processes of a storm count together.
struct Tallies {
  using Tally = std::atomic<std::uint64_t>;
  alignas(64) Tally draws;
  Tally values, nested;  // values judged; draws by a handler amid another draw
  Tally forgotten;       // values for which the table had no room any more
  alignas(64) Tally forks, forks_in_draws, vforks, raw_clones, spawns;
  Tally refused;  // threads or processes that the system would not make
  Tally threads, signals, signals_amid, cancellations, exits, jumps, drops, discards;
  Tally killed;  // children that were to end abruptly
  alignas(64) Tally duplicates, zero_runs, draws_failed, children_lost, shared_states, states_missing;
  Tally lost_status;  // of the last child that was lost, as wait tells it, and how it was made
  static_assert(Tally::is_always_lock_free);  // or they would not hold between processes
};

// A child that did not end as it was to.
inline void note_lost(Tallies& all, int status, char kind) {
  ++all.children_lost;
  all.lost_status = static_cast<unsigned>(kind) << 16 | static_cast<unsigned>(status & 0xffff);
}

inline unsigned long long count(const Tallies::Tally& tally) { return tally.load(); }

}  // namespace stress
