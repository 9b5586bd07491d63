// SPDX-License-Identifier: MIT
// Rules for the machine code that generates random bytes from a key with ChaCha20 on x86_64. The key
// must stay in vector registers, which the code must clear (hazard key-outlives-draw in
// libc/random/HAZARDS.md):
//
// - The only stores are of whole vector registers, and neither to the stack nor to variables of the
//   libc.
// - Pushes come only before the first vector instruction.
// - There is no call.
// - All vector registers are cleared before each return, in their full length.
#pragma once
#include "tests/sysdeps/linux/disassembly.hpp"

namespace nacre::test {

class X86Checker : public FunctionChecker {
 public:
  // `registers` is the number of vector registers that the backend uses.
  explicit X86Checker(int registers) : registers_(registers) {}
  std::string_view comment() const override { return "#"; }

  void read(const Instruction& i) override {
    static const std::regex vector("%[xyz]mm"), wide("%[yz]mm"), exchange("^xchg *%ax,%ax");
    static const std::regex store("v?mov[dqu]+[au]?(8|16|32|64)?|v?mov[au]ps");
    if (i.begins({"nop", "cs", "data16"}) || i.operation == "vzeroupper" || has(i.text, exchange))
      return;
    const bool is_vector = has(i.operands, vector);
    const std::string last = destination(i.operands);
    if (i.operation == "mov" && i.operands == "%rsp,%rbp") has_frame_ = true;
    if (has(i.operands, wide)) is_wide_ = true;
    if (clears(i)) {
      after_clearing_ = true;
      return;
    }
    if (is_vector) {
      vector_instruction();
      after_clearing_ = false;
    }
    if (i.begins({"ret"})) {
      returned(i, registers_);
      after_clearing_ = false;
      cleared.clear();
      return;
    }
    // Before the first vector instruction, the registers of the caller are saved and the frame is made.
    if (vectors == 0 && i.begins({"push"})) return;
    if (vectors == 0 && i.is({"mov", "sub", "and", "add"}) && (last == "%rsp" || last == "%rbp")) return;
    // After the clearing, the registers of the caller are restored.
    if (after_clearing_ && i.begins({"pop", "leave", "lea", "mov", "add"}) && base(last).empty()) return;

    const std::string to = base(last);
    if (i.begins({"call"})) {
      wrong(i, "a call");
    } else if (i.begins({"j"})) {
      if (leaves(i)) wrong(i, "leaves the function");
    } else if (i.begins({"push"})) {
      wrong(i, "a push");
    } else if (i.begins({"cmp", "test", "prefetch"}) && !i.begins({"cmpxchg"})) {
      if (on_stack(i.operands)) wrong(i, "reads the stack");
    } else if (!to.empty() && !i.begins({"lea"})) {
      if (on_stack(last))
        wrong(i, "a store to the stack");
      else if (to == "rip" || to == "segment" || to == "absolute")
        wrong(i, "a store to a variable of the libc");
      else if (!is_vector || !std::regex_match(i.operation, store))
        wrong(i, "a store of other data than a whole vector");
    } else if (on_stack(i.operands)) {
      wrong(i, i.begins({"lea"}) ? "computes an address on the stack" : "reads the stack");
    } else if (i.operands.find("%rsp") != std::string::npos ||
               (has_frame_ && i.operands.find("%rbp") != std::string::npos)) {
      wrong(i, "computes an address on the stack");
    }
  }

 private:
  // Returns the last operand. A comma inside parentheses does not separate operands.
  static std::string destination(const std::string& operands) {
    size_t begin = 0;
    for (size_t at = 0, inside = 0; at < operands.size(); ++at) {
      if (operands[at] == '(') inside = 1;
      if (operands[at] == ')') inside = 0;
      if (operands[at] == ',' && !inside) begin = at + 1;
    }
    return operands.substr(begin);
  }

  // Returns the base register of a memory operand, or "segment" or "absolute" if it has none. Returns an
  // empty text if the operand is not in memory.
  static std::string base(const std::string& operand) {
    static const std::regex segment("%[fg]s:"), with_base("\\(%([a-z0-9]+)"),
        absolute("\\*?-?0x[0-9a-f]+");
    std::smatch match;
    if (has(operand, segment)) return "segment";
    if (std::regex_search(operand, match, with_base)) return match[1];
    if (operand.find('(') != operand.npos || std::regex_match(operand, absolute)) return "absolute";
    return "";
  }
  bool on_stack(const std::string& operand) const {
    const std::string b = base(operand);
    return b == "rsp" || b == "esp" || (has_frame_ && (b == "rbp" || b == "ebp"));
  }

  // Does the instruction clear registers? vzeroall clears the lower sixteen, and an exclusive or of a
  // register with itself clears one.
  bool clears(const Instruction& i) {
    static const std::regex itself("%[xyz]mm([0-9]+),%[xyz]mm[0-9]+(,%[xyz]mm[0-9]+)?");
    if (i.operation == "vzeroall") {
      for (int number = 0; number < 16; ++number) cleared.insert(number);
      return true;
    }
    std::smatch match;
    if (!i.is({"pxor", "pxord", "pxorq", "vpxor", "vpxord", "vpxorq"}) ||
        !std::regex_match(i.operands, match, itself))
      return false;
    const std::vector<std::string> operands = parts(i.operands);
    if (std::any_of(operands.begin(), operands.end(), [&](auto& one) { return one != operands[0]; }))
      return false;
    // An instruction without VEX prefix, such as pxor, clears only the lower sixteen bytes.
    if (is_wide_ && i.begins({"p"})) return false;
    cleared.insert(std::stoi(match[1]));
    return true;
  }

  const int registers_;
  bool after_clearing_ = false;
  bool has_frame_ = false;  // rbp points to the stack
  bool is_wide_ = false;    // the function uses more than the lower sixteen bytes
};

}  // namespace nacre::test
