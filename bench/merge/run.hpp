// SPDX-License-Identifier: MIT
#pragma once
#include <string>
#include <vector>

#include "bench/merge/results.hpp"

namespace merge {

// Reads what list-peers wrote: lines "NAME run COMMAND" or "NAME missing REASON", apart by tabs.
// Throws std::runtime_error where a line is none of these.
std::vector<Peer> read_peers(const std::string& file);

// Runs a peer's program once, with `flags` for Google Benchmark, and adds a sample to each of its
// points. Throws std::runtime_error, with the command and the last line that came, when it does not come
// to its end.
void run_once(Peer& peer, const std::string& flags);

}  // namespace merge
