// SPDX-License-Identifier: MIT
// Runs the programs of the peers.
#pragma once
#include <string>
#include <vector>

#include "bench/merge/results.hpp"

namespace merge {

// Reads the output of list-peers: lines "NAME run COMMAND" or "NAME missing REASON", separated by tabs.
// Throws std::runtime_error for any other line.
std::vector<Peer> read_peers(const std::string& file);

// Runs a peer's program once, with `flags` for Google Benchmark, and adds a sample to each point of the
// peer. Throws std::runtime_error, with the command and the last line of output, if the program does not
// finish.
void run_once(Peer& peer, const std::string& flags);

}  // namespace merge
