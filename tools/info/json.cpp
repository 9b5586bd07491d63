// SPDX-License-Identifier: MIT
// Prints the report as JSON. nacre-info(1) describes the members.
#include <cstdio>

#include "tools/info/report.hpp"
#include "tools/info/unavailable.hpp"

namespace info {
namespace {

std::string quoted(const std::string& text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (const auto byte = static_cast<unsigned char>(c); byte < 0x20 || byte >= 0x7f) {
      // The text can be invalid UTF-8, so each byte from 0x7f on becomes the code point with its value.
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\u%04x", byte);
      out += escape;
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string truth(bool value) { return value ? "true" : "false"; }
std::string number(std::size_t value) { return std::to_string(value); }

// Returns the members "reason" and "help" of an object, without braces.
std::string why(const Unavailable& unavailable) {
  return "\"reason\": " + quoted(unavailable.reason) + ", \"help\": " + quoted(unavailable.help);
}

// Returns an object that says whether a feature is available.
std::string availability(const Unavailable& unavailable) {
  return "{\"given\": " + truth(unavailable.reason.empty()) + ", " + why(unavailable) + "}";
}

std::string draws(const Facts& facts) {
  const nacre_random_report& random = facts.random;
  return "{\"path\": " + quoted(random.path) + ", " + why(of_draws(facts)) +
         ", \"state_bytes\": " + number(random.state_size) + ", \"states\": " + number(random.states) +
         ", \"page_bytes\": " + number(random.page_size) + ", \"backend\": " + quoted(random.backend) +
         ", \"backend_from\": " + number(random.backend_from) +
         ", \"vdso_to\": " + number(random.vdso_to) + "}";
}

std::string vectors(const Facts& facts) {
  std::string out;
  for (const Vector& vector : facts.vectors) {
    out += out.empty() ? "" : ", ";
    out += "{\"name\": " + quoted(vector.name) + ", \"from\": " + number(vector.from) +
           ", \"usable\": " + truth(vector.usable) +
           ", \"chosen\": " + truth(vector.name == facts.random.backend) + "}";
  }
  return "[" + out + "]";
}

std::string costs_of(const Costs* costs) {
  if (costs == nullptr) return "null";
  std::string out;
  for (const Cost& cost : costs->costs) {
    char nanoseconds[32];
    std::snprintf(nanoseconds, sizeof nanoseconds, "%.1f", cost.nanoseconds);
    out += out.empty() ? "" : ", ";
    out += "{\"call\": " + quoted(cost.call) + ", \"bytes\": " + number(cost.bytes) +
           ", \"nanoseconds\": " + (cost.nanoseconds > 0 ? nanoseconds : "null") + "}";
  }
  return "[" + out + "]";
}

}  // namespace

std::string json(const Facts& facts, const Costs* costs) {
  return "{\n  \"nacre\": " + quoted(NACRE_VERSION) +
         ",\n  \"kernel\": {\"release\": " + quoted(facts.release) +
         ", \"machine\": " + quoted(facts.machine) + "},\n  \"draws\": " + draws(facts) +
         ",\n  \"vectors\": " + vectors(facts) +
         ",\n  \"droppable_memory\": " + availability(of_droppable(facts)) +
         ",\n  \"memfd_secret\": " + availability(of_secret(facts)) +
         ",\n  \"NACRE_RANDOM\": {\"value\": " + quoted(facts.choice) + ", " + why(of_choice(facts)) +
         "},\n  \"costs\": " + costs_of(costs) + "\n}\n";
}

}  // namespace info
