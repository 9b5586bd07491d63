// SPDX-License-Identifier: MIT
// Formats the results, and writes files.
#include "bench/merge/write.hpp"

#include <cstdio>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace merge {
namespace {

std::string number(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.3f", value);
  return text;
}

// Quotes a field that contains a comma or a quote, as RFC 4180 requires.
std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted += c == '"' ? std::string("\"\"") : std::string(1, c);
  return quoted + '"';
}

std::string json_string(const std::string& text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
  }
  return quoted + '"';
}

}  // namespace

std::string as_csv(const Results& results, const Unit& unit) {
  const std::vector<Point> points = results.points();
  std::ostringstream out;
  out << "peer,op,bytes,threads," << unit.column << "_median," << unit.column << "_iqr,status\n";
  for (const Peer& peer : results.peers)
    for (const Point& point : points) {
      const Cell& cell = *peer.find(point);
      out << peer.name << ',' << point.op << ',' << point.bytes << ',' << point.threads << ',';
      if (cell.samples.empty())
        out << ",," << csv_field(cell.status) << '\n';
      else
        out << number(cell.median()) << ',' << number(cell.interquartile_range()) << ",ok\n";
    }
  return out.str();
}

std::string as_json(const Results& results, const Unit& unit, const Machine& machine) {
  const std::vector<Point> points = results.points();
  const std::string median = std::string(", \"") + unit.column + "_median\": ",
                    iqr = std::string(", \"") + unit.column + "_iqr\": ";
  std::ostringstream out;
  const char* comma = "";
  out << "{\n  \"machine\": {";
  for (const auto& [name, value] : machine) {
    out << comma << "\n    " << json_string(name) << ": " << json_string(value);
    comma = ",";
  }
  out << "\n  },\n  \"results\": [";
  comma = "";
  for (const Peer& peer : results.peers)
    for (const Point& point : points) {
      const Cell& cell = *peer.find(point);
      out << comma << "\n    {\"peer\": " << json_string(peer.name)
          << ", \"op\": " << json_string(point.op) << ", \"bytes\": " << point.bytes
          << ", \"threads\": " << point.threads;
      if (cell.samples.empty())
        out << median << "null" << iqr << "null, \"status\": " << json_string(cell.status) << '}';
      else
        out << median << number(cell.median()) << iqr << number(cell.interquartile_range())
            << ", \"status\": \"ok\"}";
      comma = ",";
    }
  out << "\n  ]\n}\n";
  return out.str();
}

std::string as_text(const Machine& machine) {
  std::string text;
  for (const auto& [name, value] : machine) text += name + ": " + value + "\n";
  return text;
}

void write_file(const std::string& path, const std::string& text) {
  const std::string part = path + ".part";
  std::ofstream out(part);
  out << text;
  out.close();
  if (!out || std::rename(part.c_str(), path.c_str()) != 0)
    throw std::runtime_error(path + " cannot be written");
}

}  // namespace merge
