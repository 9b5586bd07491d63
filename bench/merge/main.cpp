// SPDX-License-Identifier: MIT
// merge --peers=FILE [--kind=KIND] [--rounds=N] [--flags=WORDS] [--out=DIR [--note=NAME:VALUE]...]: runs
// every peer's program once in each round, one peer after the other, and prints the medians over the
// rounds. A peer is a source of random bytes or a libc; bench/list-peers writes FILE. With --out, merge
// also writes DIR/KIND.csv, DIR/KIND.json and DIR/KIND-machine.txt. If KIND is random, the default,
// --out also prints ratios between peers. If KIND is libc or programs, the peers are libcs, and merge
// always prints the ratios of nacre and other libcs. If KIND is instructions, the peers are libcs in
// guests whose clock counts instructions, so the results are numbers of instructions.
#include <time.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

#include "bench/merge/cpu_use.hpp"
#include "bench/merge/machine.hpp"
#include "bench/merge/run.hpp"
#include "bench/merge/table.hpp"
#include "bench/merge/write.hpp"

namespace {

using namespace merge;

struct Kind {
  const char* base;  // the peer with which the last column of the table compares nacre
  Unit unit = kNanoseconds;
};
const std::map<std::string, Kind> kKinds{{"random", {"syscall"}},
                                         {"libc", {"glibc-new"}},
                                         {"programs", {"glibc-host"}},
                                         {"instructions", {"glibc-new", kInstructions}}};

struct Options {
  std::string peers, flags, out, kind = "random";
  int rounds = 1;
  Machine notes;
};

Options parse(int argc, char** argv) {
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const size_t equals = word.find('=');
    if (equals == std::string::npos) throw std::runtime_error("merge: unknown argument '" + word + "'");
    const std::string name = word.substr(0, equals), value = word.substr(equals + 1);
    if (name == "--peers") {
      options.peers = value;
    } else if (name == "--rounds") {
      options.rounds = std::atoi(value.c_str());
    } else if (name == "--flags") {
      options.flags = value;
    } else if (name == "--out") {
      options.out = value;
    } else if (name == "--kind" && kKinds.count(value) == 1) {
      options.kind = value;
    } else if (name == "--note" && value.find(':') != std::string::npos) {
      options.notes.emplace_back(value.substr(0, value.find(':')), value.substr(value.find(':') + 1));
    } else {
      throw std::runtime_error("merge: unknown argument or value '" + word + "'");
    }
  }
  if (options.peers.empty()) throw std::runtime_error("merge: --peers=FILE is needed");
  if (options.rounds < 1) throw std::runtime_error("merge: --rounds needs a number of 1 or more");
  return options;
}

void run_rounds(Results& results, const Options& options) {
  const time_t start = time(nullptr);
  for (int round = 1; round <= options.rounds; ++round) {
    std::printf("nacre: round %d of %d:", round, options.rounds);
    for (Peer& peer : results.peers) {
      if (!peer.missing.empty()) continue;
      std::printf(" %s", peer.name.c_str());
      std::fflush(stdout);
      run_once(peer, options.flags);
    }
    std::printf(", %ld s\n", static_cast<long>(time(nullptr) - start));
  }
}

void note_load(Machine& machine, const CpuUse& use) {
  constexpr double kDisturbed = 0.1;
  char others[32], host[32];
  std::snprintf(others, sizeof others, "%.2f", use.by_others());
  std::snprintf(host, sizeof host, "%.2f", use.by_host());
  machine.emplace_back("cpus taken by other programs", others);
  machine.emplace_back("cpus taken by the host", host);
  if (use.by_others() + use.by_host() > kDisturbed)
    std::printf(
        "nacre: during the measurement, other programs used %s CPUs and the host used %s. So the\n"
        "figures are less reliable, most of all with several threads.\n",
        others, host);
}

void write_all(const Results& results, Machine machine, const Options& options) {
  machine.insert(machine.end(), options.notes.begin(), options.notes.end());
  for (const Peer& peer : results.peers)
    machine.emplace_back("peer " + peer.name,
                         peer.missing.empty() ? peer.about : "skipped: " + peer.missing);
  const Unit& unit = kKinds.at(options.kind).unit;
  write_file(options.out + "/" + options.kind + ".csv", as_csv(results, unit));
  write_file(options.out + "/" + options.kind + ".json", as_json(results, unit, machine));
  write_file(options.out + "/" + options.kind + "-machine.txt", as_text(machine));
}

}  // namespace

int main(int argc, char** argv) {
  try {
    const Options options = parse(argc, argv);
    Results results{read_peers(options.peers)};
    Machine machine = this_machine();
    const CpuUse use;
    run_rounds(results, options);
    const Kind& kind = kKinds.at(options.kind);
    // Other programs do not change the number of instructions.
    if (kind.unit.is_time) note_load(machine, use);
    if (results.points().empty())
      throw std::runtime_error(
          "nothing was measured: all peers are missing, or --benchmark_filter matches no operation");
    results.complete();
    std::putchar('\n');
    const bool of_libc = options.kind != "random";
    print_table(results, kind.unit, kind.base);
    if (of_libc) {
      print_libc_ratios(results, kind.unit);
      print_gaps(results);
    }
    if (options.out.empty()) return 0;
    if (!of_libc) print_ratios(results);
    write_all(results, machine, options);
    const char* const name = options.kind.c_str();
    std::printf("\nnacre: %s.csv, %s.json and %s-machine.txt are in %s\n", name, name, name,
                options.out.c_str());
    return 0;
  } catch (const std::exception& failure) {
    std::fflush(stdout);
    std::fprintf(stderr, "\nnacre: %s\n", failure.what());
    return 1;
  }
}
