// SPDX-License-Identifier: MIT
// draws --peer=NAME [--benchmark_...]: measures every operation of one peer. A peer is the libc of this
// program, or another source of random bytes. A draw is one request for random bytes. The same program
// is built with each libc.
//   --about       prints a description of the peer and exits with 0, or prints why the peer is missing
//                 and exits with 1
//   --first-draw  makes one draw and prints the nanoseconds that it took
#include <benchmark/benchmark.h>

#include <cstdio>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "bench/ops/fill.hpp"
#include "bench/ops/first_draw.hpp"
#include "bench/ops/libc_only.hpp"
#include "bench/ops/thread_churn.hpp"
#include "bench/ops/uuid.hpp"
#include "bench/peers/libc.hpp"
#include "bench/peers/libsodium.hpp"
#include "bench/peers/openssl.hpp"
#include "bench/peers/syscall.hpp"
#include "bench/peers/urandom.hpp"
#include "bench/peers/vdso.hpp"
#include "bench/report.hpp"

namespace {

using namespace bench;

struct Options {
  std::string_view peer;
  bool about = false, first_draw = false;
  std::vector<char*> rest;  // for Google Benchmark
};

// If there are several --peer, the last one is used, so that a caller can append another.
Options parse(int argc, char** argv) {
  constexpr std::string_view kPeer = "--peer=";
  Options options;
  for (int i = 0; i < argc; ++i) {
    const std::string_view word = argv[i];
    if (word.starts_with(kPeer))
      options.peer = word.substr(kPeer.size());
    else if (word == "--about")
      options.about = true;
    else if (word == "--first-draw")
      options.first_draw = true;
    else
      options.rest.push_back(argv[i]);
  }
  return options;
}

template <class Peer>
void register_all() {
  register_fill<Peer>();
  register_uuid<Peer>();
  register_first_draw<Peer>();
  register_thread_churn<Peer>();
  if constexpr (std::is_same_v<Peer, Libc>) {
    register_arc4random();
    register_random_device();
    register_over_vdso();
    register_first_draw_raw();
  }
}

template <class Peer>
int run(Options& options) {
  const std::string missing = Peer::missing();
  if (options.first_draw && missing.empty()) {
    std::printf("%.1f\n", first_draw_ns<Peer>());
    return 0;
  }
  if (!missing.empty()) {
    std::printf("missing\t%s\n", missing.c_str());
    return options.about || options.first_draw ? 1 : 0;
  }
  std::printf("about\t%s\n", Peer::about().c_str());
  if (options.about) return 0;

  register_all<Peer>();
  return run_benchmarks(static_cast<int>(options.rest.size()), options.rest.data());
}

template <class... Peers>
int run_named(Options& options) {
  int result = 2;
  const bool known = ((options.peer == Peers::kName && (result = run<Peers>(options), true)) || ...);
  if (!known)
    std::fprintf(stderr,
                 "draws: unknown peer '%.*s'; use syscall, vdso, libc, urandom, libsodium or openssl\n",
                 static_cast<int>(options.peer.size()), options.peer.data());
  return result;
}

}  // namespace

int main(int argc, char** argv) {
  Options options = parse(argc, argv);
  return run_named<SystemCall, Vdso, Libc, Urandom, Libsodium, Openssl>(options);
}
