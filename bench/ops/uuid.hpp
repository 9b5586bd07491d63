// SPDX-License-Identifier: MIT
// The operation uuid: generates a random UUID (RFC 9562, version 4) in its binary form.
#pragma once
#include <benchmark/benchmark.h>

namespace bench {

template <class Peer>
void uuid(benchmark::State& state) {
  const Peer peer;
  unsigned char id[16];
  for (auto _ : state) {
    peer.fill(id, sizeof id);
    id[6] = static_cast<unsigned char>((id[6] & 0x0f) | 0x40);
    id[8] = static_cast<unsigned char>((id[8] & 0x3f) | 0x80);
    benchmark::DoNotOptimize(id);
  }
}

template <class Peer>
void register_uuid() {
  benchmark::RegisterBenchmark("uuid", uuid<Peer>)->Arg(16)->UseRealTime();
}

}  // namespace bench
