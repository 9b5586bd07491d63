// SPDX-License-Identifier: MIT
// compare TABLE RUNS COMMAND...: run each command (a draw_cost built against one libc, with its
// arguments, as one shell word list) RUNS times, in turn, and print a table of medians.
//
// TABLE "demo": the system call, the raw vDSO, and each libc's getrandom.
// TABLE "wrapper": for each libc, how much its getrandom costs over the raw vDSO call beside it.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace {

using Samples = std::vector<double>;

double median(Samples samples) {
  if (samples.empty()) return 0;
  std::nth_element(samples.begin(), samples.begin() + static_cast<long>(samples.size() / 2),
                   samples.end());
  return samples[samples.size() / 2];
}

// All that one command printed, over its runs.
struct Peer {
  std::string command;
  std::string libc;
  std::map<std::pair<std::string, size_t>, Samples> samples;  // by operation and bytes
  std::map<size_t, Samples> over;                             // getrandom less vdso of the same round

  double ns(const char* operation, size_t bytes) const {
    const auto found = samples.find({operation, bytes});
    return found == samples.end() ? 0 : median(found->second);
  }
};

bool run(Peer& peer) {
  FILE* out = popen(peer.command.c_str(), "r");
  if (out == nullptr) return false;
  char line[256], word[64];
  size_t bytes = 0;
  int round = 0;
  double ns = 0, raw = 0;
  while (std::fgets(line, sizeof line, out) != nullptr) {
    if (std::sscanf(line, "libc %63s", word) == 1) peer.libc = word;
    if (std::sscanf(line, "%63s %zu %d %lf", word, &bytes, &round, &ns) != 4) continue;
    peer.samples[{word, bytes}].push_back(ns);
    if (std::strcmp(word, "vdso") == 0) raw = ns;
    if (std::strcmp(word, "getrandom") == 0 && raw > 0) peer.over[bytes].push_back(ns - raw);
  }
  return pclose(out) == 0;
}

void cell(double ns) {
  if (ns == 0)
    std::printf("%14s", "-");
  else
    std::printf(ns < 1000 ? "%14.1f" : "%14.0f", ns);
}

void print_demo(const std::vector<Peer>& peers, const std::vector<size_t>& lengths) {
  const Peer& nacre = peers.back();
  std::printf("nanoseconds a call\n%9s%14s%14s", "bytes", "system call", "raw vDSO");
  for (const Peer& peer : peers) std::printf("%14s", peer.libc.c_str());
  std::printf("%26s\n", "nacre : system call");
  for (const size_t bytes : lengths) {
    std::printf("%9zu", bytes);
    cell(nacre.ns("syscall", bytes));
    cell(nacre.ns("vdso", bytes));
    for (const Peer& peer : peers) cell(peer.ns("getrandom", bytes));
    std::printf("%26.2f\n", nacre.ns("getrandom", bytes) / nacre.ns("syscall", bytes));
  }
}

void print_wrapper(const std::vector<Peer>& peers, const std::vector<size_t>& lengths) {
  std::printf("nanoseconds that getrandom costs over the raw vDSO call (raw : getrandom)\n%9s", "bytes");
  for (const Peer& peer : peers) std::printf("%34s", peer.libc.c_str());
  std::putchar('\n');
  for (const size_t bytes : lengths) {
    std::printf("%9zu", bytes);
    for (const Peer& peer : peers) {
      const auto over = peer.over.find(bytes);
      if (over == peer.over.end())
        std::printf("%34s", "no vDSO");
      else
        std::printf("%12.2f (%8.2f : %8.2f)", median(over->second), peer.ns("vdso", bytes),
                    peer.ns("getrandom", bytes));
    }
    std::putchar('\n');
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fputs("usage: compare demo|wrapper RUNS COMMAND...\n", stderr);
    return 2;
  }
  std::vector<Peer> peers;
  for (int i = 3; i < argc; ++i) peers.push_back({argv[i], {}, {}, {}});
  for (int i = std::atoi(argv[2]); i > 0; --i)
    for (Peer& peer : peers)
      if (!run(peer)) {
        std::fprintf(stderr, "nacre: '%s' failed\n", peer.command.c_str());
        return 1;
      }

  std::vector<size_t> lengths;
  for (const auto& [key, samples] : peers.back().samples)
    if (key.first == "getrandom") lengths.push_back(key.second);
  if (std::strcmp(argv[1], "wrapper") == 0)
    print_wrapper(peers, lengths);
  else
    print_demo(peers, lengths);
  return 0;
}
