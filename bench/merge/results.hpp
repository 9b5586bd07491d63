// SPDX-License-Identifier: MIT
#pragma once
#include <stddef.h>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace merge {

// One measurement of a peer: operation, length and threads.
struct Point {
  std::string op;
  size_t bytes = 0;
  int threads = 1;
  bool operator==(const Point&) const = default;
};

// One point of one peer: a sample from each round, or why there is none.
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
  std::string missing;                        // why it is not available; empty if it is
  std::vector<std::pair<Point, Cell>> cells;  // in the order in which they were measured

  // The cell of a point, which is created if necessary.
  Cell& at(const Point& point);
  const Cell* find(const Point& point) const;
  // The median, of what was measured.
  std::optional<double> ns(const Point& point) const;
};

struct Results {
  std::vector<Peer> peers;

  // Every point that any peer has, in the order in which they were measured.
  std::vector<Point> points() const;
  const Peer* find(const std::string& name) const;
  std::optional<double> ns(const std::string& peer, const Point& point) const;
  // Gives every peer a cell for every point. The status of an unmeasured cell is the reason.
  void complete();
};

}  // namespace merge
