// SPDX-License-Identifier: MIT
// Checks the disassembly of the functions that generate random bytes from a key with ChaCha20. They must
// not leave the key, or values that they compute from it, in memory or in registers (hazard
// key-outlives-draw in libc/random/HAZARDS.md). All architectures share this file. ARCH/disassembly.hpp
// has the rules for the instructions of one architecture.
#pragma once
#include <algorithm>
#include <functional>
#include <initializer_list>
#include <memory>
#include <regex>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace nacre::test {

// A line of `objdump -d --no-show-raw-insn`.
struct Instruction {
  std::string text;       // without the address and the comment
  std::string operation;  // the mnemonic
  std::string operands;   // without white space

  bool is(std::initializer_list<std::string_view> operations) const {
    return std::find(operations.begin(), operations.end(), operation) != operations.end();
  }
  bool begins(std::initializer_list<std::string_view> beginnings) const {
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](auto beginning) { return operation.starts_with(beginning); });
  }
  // Returns the first operand. On all architectures but x86_64, most instructions write to it.
  std::string first() const { return operands.substr(0, operands.find(',')); }
};

// Does a part of the text match the expression?
inline bool has(const std::string& text, const std::regex& expression) {
  return std::regex_search(text, expression);
}

// Splits operands at commas and parentheses, so that each register is a separate part.
inline std::vector<std::string> parts(const std::string& operands) {
  std::vector<std::string> found(1);
  for (const char c : operands)
    if (c == ',' || c == '(' || c == ')')
      found.emplace_back();
    else
      found.back() += c;
  return found;
}

using Registers = std::set<std::string>;

inline bool any_among(const std::vector<std::string>& operands, const Registers& registers) {
  return std::any_of(operands.begin(), operands.end(),
                     [&](auto& one) { return registers.count(one) > 0; });
}

// Checks one function, whose instructions are read in order. Each architecture has a derived class.
class FunctionChecker {
 public:
  virtual ~FunctionChecker() = default;
  // Counts vector instructions, notes which registers are cleared, and reports what is not permitted.
  virtual void read(const Instruction& instruction) = 0;
  // Returns the text with which objdump begins a comment, or an empty text if it prints no comments.
  virtual std::string_view comment() const { return ""; }

  std::string name;
  std::vector<std::string> problems;
  int vectors = 0, returns = 0;  // numbers of vector instructions and of returns

 protected:
  // Reports an instruction.
  void wrong(const Instruction& instruction, const std::string& what) {
    problems.push_back(name + ": " + what + ": " + instruction.text);
  }
  void vector_instruction() {
    ++vectors;
    cleared.clear();
  }
  // Reports a return before which a vector register was not cleared.
  void returned(const Instruction& instruction, int registers) {
    ++returns;
    for (int i = 0; i < registers; ++i)
      if (!cleared.count(i))
        return wrong(instruction, "returns with vector register " + std::to_string(i) + " not cleared");
  }
  // Does a jump go to another function?
  bool leaves(const Instruction& instruction) const {
    const size_t symbol = instruction.operands.find('<');
    if (symbol == std::string::npos) return true;
    const std::string target = instruction.operands.substr(symbol + 1);
    return target.substr(0, target.find_first_of("+>")) != name;
  }

  std::set<int> cleared;  // vector registers that were cleared after the last vector instruction
};

struct Findings {
  std::vector<std::string> problems;
  // The functions that use vectors, with the numbers of their vector instructions and returns.
  std::vector<std::string> functions;
};

// Checks all functions in the output of objdump. `make` makes a checker for each function.
inline Findings check_disassembly(const std::string& text,
                                  const std::function<std::unique_ptr<FunctionChecker>()>& make) {
  static const std::regex title("^[0-9a-f]+ <(.*)>:$"), line("^ *[0-9a-f]+:[ \t]*(.*)$");
  Findings findings;
  std::unique_ptr<FunctionChecker> function;
  const auto finish = [&] {
    if (!function) return;
    if (function->vectors > 0) {
      if (function->returns == 0) function->problems.push_back(function->name + ": never returns");
      findings.functions.push_back(function->name + ": " + std::to_string(function->vectors) +
                                   " vector instructions, " + std::to_string(function->returns) +
                                   " returns");
    }
    findings.problems.insert(findings.problems.end(), function->problems.begin(),
                             function->problems.end());
  };
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string current = text.substr(at, end - at);
    at = end + 1;
    std::smatch match;
    if (std::regex_match(current, match, title)) {
      finish();
      function = make();
      function->name = match[1];
    } else if (function && std::regex_match(current, match, line)) {
      Instruction instruction;
      instruction.text = match[1];
      if (!function->comment().empty())
        instruction.text = instruction.text.substr(0, instruction.text.find(function->comment()));
      instruction.text.erase(instruction.text.find_last_not_of(" \t") + 1);
      const size_t space = std::min(instruction.text.find_first_of(" \t"), instruction.text.size());
      instruction.operation = instruction.text.substr(0, space);
      for (const char c : instruction.text.substr(space))
        if (c != ' ' && c != '\t') instruction.operands += c;
      if (!instruction.operation.empty()) function->read(instruction);
    }
  }
  finish();
  if (findings.functions.empty()) findings.problems.push_back("no function with vectors to check");
  return findings;
}

}  // namespace nacre::test
