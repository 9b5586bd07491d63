// SPDX-License-Identifier: MIT
// Registers operations of make bench-libc. Each operation is checked once before it is measured, so that
// a libc in which it fails has a row without a time.
#pragma once
#include <benchmark/benchmark.h>

#include <cstddef>
#include <cstdint>

namespace bench {

// Measures call(), which must return `expected`. `bytes` is the column "bytes" of the results; 0 stands
// for an operation without a size.
template <class Expected, class Call>
void add(const char* name, Expected expected, Call call, int64_t bytes = 0) {
  const auto run = [=](benchmark::State& state) {
    if (call() != expected) {
      state.SkipWithError("the operation returned an unexpected result");
      return;
    }
    for (auto _ : state) benchmark::DoNotOptimize(call());
  };
  benchmark::RegisterBenchmark(name, run)->Arg(bytes);
}

// Measures call(element) for the elements of a table, one after the other, again and again. The size of
// the table must be a power of two. accept(element, result) must be true for each element.
template <class Table, class Call, class Accept>
void measure_over(benchmark::State& state, const Table& table, Call call, Accept accept) {
  for (const auto& element : table)
    if (!accept(element, call(element))) {
      state.SkipWithError("the operation returned an unexpected result");
      return;
    }
  size_t at = 0;
  for (auto _ : state) benchmark::DoNotOptimize(call(table[++at & (table.size() - 1)]));
}

// Registers measure_over. The table must exist as long as the program.
template <class Table, class Call, class Accept>
void add_over(const char* name, const Table& table, Call call, Accept accept) {
  const auto run = [=, &table](benchmark::State& state) { measure_over(state, table, call, accept); };
  benchmark::RegisterBenchmark(name, run)->Arg(0);
}

}  // namespace bench
