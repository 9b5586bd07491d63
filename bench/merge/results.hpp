// SPDX-License-Identifier: MIT
// The measurements of all peers. A peer is a source of random bytes or a libc that is measured.
#pragma once
#include <stddef.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace merge {

// The unit of the samples.
struct Unit {
  const char* name;
  const char* column;  // the first part of names of columns
  bool is_time;
  double slower;  // a row in which nacre's value is more than this multiple of another peer's is listed
};
inline constexpr Unit kNanoseconds{"nanoseconds", "ns", true, 1.25};
inline constexpr Unit kInstructions{"instructions", "instructions", false, 1.1};

// What is measured: an operation, its length and the number of threads.
struct Point {
  std::string op;
  size_t bytes = 0;
  int threads = 1;
  bool operator==(const Point&) const = default;
};

// The measurements of one peer at one point: a sample from each round, or the reason why there are none.
struct Cell {
  std::vector<double> samples;
  std::string status = "ok";

  double median() const { return quantile(0.5); }
  double interquartile_range() const { return quantile(0.75) - quantile(0.25); }
  double quantile(double share) const;
};

struct Peer {
  std::string name;
  std::string command;  // for the shell
  std::string about;
  std::string missing;                        // why the peer is missing; empty if it is available
  std::vector<std::pair<Point, Cell>> cells;  // in the order in which they were measured

  // Returns the cell of a point, and creates it if necessary.
  Cell& at(const Point& point);
  // Returns the cell of a point, or null.
  const Cell* find(const Point& point) const;
  // Returns the median of the samples, if there are any.
  std::optional<double> ns(const Point& point) const;
};

struct Results {
  std::vector<Peer> peers;

  // Returns all points that any peer has, in the order in which they were measured.
  std::vector<Point> points() const;
  const Peer* find(const std::string& name) const;
  std::optional<double> ns(const std::string& peer, const Point& point) const;
  // Gives every peer a cell for every point. The status of an unmeasured cell is the reason.
  void complete();
};

}  // namespace merge
