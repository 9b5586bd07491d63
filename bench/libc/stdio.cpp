// SPDX-License-Identifier: MIT
// Measures streams. Each stream is a file of tmpfile(), with the buffer that the libc gives it. The
// file is rewound at its end, so that it stays in the page cache. System calls are part of the time.
#include <stdio.h>
#include <stdlib.h>

#include <string>

#include "bench/libc/add.hpp"
#include "bench/libc/rows.hpp"

namespace bench {
namespace {

constexpr int kLines = 8192;

// Returns an empty stream. Returns null, and makes the row an error, if this fails.
FILE* temporary_file(benchmark::State& state) {
  FILE* const file = tmpfile();
  if (file == nullptr) state.SkipWithError("tmpfile failed");
  return file;
}

// Measures read(file), which reads a part of a file with kLines lines. It returns false at the end of
// the file. The file consists of `parts` parts.
template <class Read>
void add_reader(const char* name, int parts, Read read) {
  const auto run = [=](benchmark::State& state) {
    FILE* const file = temporary_file(state);
    if (file == nullptr) return;
    for (int i = 0; i < kLines; ++i) fprintf(file, "%d\n", 1000000 + i * 101);
    rewind(file);
    int found = 0;
    while (read(file)) ++found;
    if (found != parts) state.SkipWithError("the function did not read the whole file");
    for (auto _ : state)
      if (!read(file)) rewind(file);
    fclose(file);
  };
  benchmark::RegisterBenchmark(name, run)->Arg(0);
}

// Measures write(file), which writes `bytes` bytes and returns whether this succeeded.
template <class Write>
void add_writer(const char* name, int bytes, Write write) {
  const auto run = [=](benchmark::State& state) {
    FILE* const file = temporary_file(state);
    if (file == nullptr) return;
    if (!write(file) || fflush(file) != 0 || fseek(file, 0, SEEK_END) != 0 || ftell(file) != bytes)
      state.SkipWithError("the function did not write all bytes");
    int count = 0;
    for (auto _ : state) {
      benchmark::DoNotOptimize(write(file));
      if (++count % kLines == 0) rewind(file);
    }
    if (ferror(file) != 0) state.SkipWithError("a write failed");
    fclose(file);
  };
  benchmark::RegisterBenchmark(name, run)->Arg(bytes);
}

}  // namespace

void register_stdio() {
  constexpr int kBytes = kLines * 8;  // seven digits and a line break in each line
  add_reader("stdio/fgets", kLines, [](FILE* file) {
    char line[64];
    return fgets(line, sizeof line, file) != nullptr;
  });
  add_reader("stdio/getline", kLines, [](FILE* file) {
    static char* line = nullptr;
    static size_t size = 0;
    return getline(&line, &size, file) > 0;
  });
  add_reader("stdio/getc", kBytes, [](FILE* file) { return getc(file) != EOF; });
  add_reader("stdio/getc_unlocked", kBytes, [](FILE* file) { return getc_unlocked(file) != EOF; });
  add_reader("stdio/fread", kLines, [](FILE* file) {
    char part[8];
    return fread(part, 1, sizeof part, file) == sizeof part;
  });
  add_reader("stdio/fscanf_d", kLines, [](FILE* file) {
    int number;
    return fscanf(file, "%d", &number) == 1;
  });

  add_writer("stdio/putc", 1, [](FILE* file) { return putc('x', file) == 'x'; });
  add_writer("stdio/fwrite", 8, [](FILE* file) { return fwrite("12345678", 1, 8, file) == 8; });
  add_writer("stdio/fputs", 20, [](FILE* file) { return fputs("a string of 20 bytes", file) >= 0; });
  add_writer("stdio/fprintf_d", 8, [](FILE* file) { return fprintf(file, "%d\n", 1234567) == 8; });
}

}  // namespace bench
