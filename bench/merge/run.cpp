// SPDX-License-Identifier: MIT
// Runs the programs of the peers, and reads their output.
#include "bench/merge/run.hpp"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

namespace merge {
namespace {

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields;
  std::istringstream stream(line);
  for (std::string field; std::getline(stream, field, '\t');) fields.push_back(field);
  return fields;
}

std::string describe_status(int status) {
  if (WIFSIGNALED(status)) return std::string("was ended by a signal: ") + strsignal(WTERMSIG(status));
  if (WEXITSTATUS(status) != 0) return "failed with exit code " + std::to_string(WEXITSTATUS(status));
  return "exited before its last line, 'end' or 'missing'";
}

// Adds the result in one line of a peer's output to the peer. bench/report.hpp describes lines with
// results. A line "about" describes the peer. Returns true for the last line that a peer prints: "end",
// or "missing" with the reason.
bool parse_line(Peer& peer, const std::string& line) {
  const std::vector<std::string> fields = fields_of(line);
  if (fields.empty()) return false;
  if (fields[0] == "end") return true;
  if (fields.size() == 2 && fields[0] == "about") peer.about = fields[1];
  if (fields.size() == 2 && fields[0] == "missing") {
    peer.missing = fields[1];
    return true;
  }
  if (fields.size() == 5 && (fields[0] == "ns" || fields[0] == "skip")) {
    Cell& cell = peer.at({fields[1], std::stoul(fields[2]), std::stoi(fields[3])});
    if (fields[0] == "ns")
      cell.samples.push_back(std::stod(fields[4]));
    else
      cell.status = fields[4];
  }
  return false;
}

}  // namespace

std::vector<Peer> read_peers(const std::string& file) {
  std::ifstream lines(file);
  if (!lines) throw std::runtime_error("cannot read " + file + ": " + strerror(errno));
  std::vector<Peer> peers;
  for (std::string line; std::getline(lines, line);) {
    const std::vector<std::string> fields = fields_of(line);
    if (fields.size() != 3 || (fields[1] != "run" && fields[1] != "missing"))
      throw std::runtime_error(
          file + ": expected NAME, 'run' or 'missing', and a command or reason, but found: " + line);
    Peer peer;
    peer.name = fields[0];
    (fields[1] == "run" ? peer.command : peer.missing) = fields[2];
    peers.push_back(peer);
  }
  return peers;
}

void run_once(Peer& peer, const std::string& flags) {
  const std::string command = "exec " + peer.command + " " + flags;
  FILE* const out = popen(command.c_str(), "r");
  if (out == nullptr)
    throw std::runtime_error("cannot start a process for peer '" + peer.name + "': " + strerror(errno));
  std::string line, last = "nothing";
  bool complete = false;
  for (int c; (c = getc(out)) != EOF;) {
    if (c != '\n') {
      line += static_cast<char>(c);
      continue;
    }
    complete = parse_line(peer, line) || complete;
    last = line;
    line.clear();
  }
  const int status = pclose(out);
  if (status != 0 || !complete)
    throw std::runtime_error("the program of peer '" + peer.name + "' " + describe_status(status) +
                             "\n  command    " + peer.command + " " + flags + "\n  last line  " + last);
}

}  // namespace merge
