// SPDX-License-Identifier: MIT
// Computes medians, and looks up measurements of a peer.
#include "bench/merge/results.hpp"

#include <algorithm>
#include <cmath>

namespace merge {

// Interpolates between the two nearest samples.
double Cell::quantile(double share) const {
  std::vector<double> sorted = samples;
  std::sort(sorted.begin(), sorted.end());
  const double place = share * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<size_t>(place);
  const size_t above = std::min(below + 1, sorted.size() - 1);
  return std::lerp(sorted[below], sorted[above], place - static_cast<double>(below));
}

Cell& Peer::at(const Point& point) {
  for (auto& [place, cell] : cells)
    if (place == point) return cell;
  return cells.emplace_back(point, Cell{}).second;
}

const Cell* Peer::find(const Point& point) const {
  const auto found =
      std::find_if(cells.begin(), cells.end(), [&](const auto& cell) { return cell.first == point; });
  return found != cells.end() ? &found->second : nullptr;
}

std::optional<double> Peer::ns(const Point& point) const {
  const Cell* const cell = find(point);
  if (cell == nullptr || cell->samples.empty()) return std::nullopt;
  return cell->median();
}

std::vector<Point> Results::points() const {
  std::vector<Point> all;
  for (const Peer& peer : peers)
    for (const auto& [point, cell] : peer.cells)
      if (std::find(all.begin(), all.end(), point) == all.end()) all.push_back(point);
  return all;
}

const Peer* Results::find(const std::string& name) const {
  const auto found =
      std::find_if(peers.begin(), peers.end(), [&](const Peer& p) { return p.name == name; });
  return found == peers.end() ? nullptr : &*found;
}

std::optional<double> Results::ns(const std::string& peer, const Point& point) const {
  const Peer* const found = find(peer);
  return found == nullptr ? std::nullopt : found->ns(point);
}

void Results::complete() {
  const std::vector<Point> all = points();
  for (Peer& peer : peers)
    for (const Point& point : all)
      if (peer.find(point) == nullptr)
        peer.at(point).status = peer.missing.empty() ? "not an operation of this peer" : peer.missing;
}

}  // namespace merge
