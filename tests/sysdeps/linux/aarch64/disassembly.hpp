// SPDX-License-Identifier: MIT
// Rules for the machine code that generates random bytes from a key with ChaCha20 on aarch64. The key
// must stay in vector registers, which the code must clear (hazard key-outlives-draw in
// libc/random/HAZARDS.md):
//
// - The only stores are of whole vector registers, to addresses that do not derive from the stack
//   pointer or from an address in the libc.
// - The registers of the caller are saved only before the first vector instruction.
// - There is no call.
// - All vector registers are cleared before each return.
#pragma once
#include "tests/sysdeps/linux/disassembly.hpp"

namespace nacre::test {

class Aarch64Checker : public FunctionChecker {
 public:
  std::string_view comment() const override { return "//"; }

  void read(const Instruction& i) override {
    static const std::regex zero("v([0-9]+)\\.2d,#0x0"), whole("q[0-9]"),
        vector("(^|[,{])[vqdshb][0-9]");
    static const std::regex whole_store("^q[0-9]+,(q[0-9]+,)?\\["), from_sp(",sp(,|$)");
    static const std::regex general("x[0-9]+");
    if (i.begins({"nop", ".inst", ".word", "bti", "udf"})) return;
    const std::string first = i.first(), where = base(i.operands);
    const bool stack = where == "sp" || of_stack_.count(where);
    std::smatch match;
    if (i.operation == "movi" && std::regex_match(i.operands, match, zero)) {
      cleared.insert(std::stoi(match[1]));
      return;
    }
    // The registers of the caller are saved before the first vector instruction, and restored after the
    // clearing, in which v31 is the last register.
    if (stack && vectors == 0 && i.is({"str", "stp"})) return;
    if (stack && cleared.count(31) && i.is({"ldr", "ldp"}) && !has(i.operands, whole)) return;
    if (has(i.operands, vector)) vector_instruction();

    if (i.is({"ret", "retaa", "retab"})) {
      returned(i, 32);
    } else if (i.is({"bl", "blr", "br"})) {
      wrong(i, "a call");
    } else if (i.is({"b", "cbz", "cbnz", "tbz", "tbnz"}) || i.begins({"b."})) {
      if (leaves(i)) wrong(i, "leaves the function");
    } else if (i.begins({"st"})) {
      if (stack)
        wrong(i, "a store to the stack");
      else if (of_libc_.count(where))
        wrong(i, "a store to a variable of the libc");
      else if (!i.is({"str", "stur", "stp"}) || !has(i.operands, whole_store))
        wrong(i, "a store of other data than a whole vector");
    } else if (stack) {
      wrong(i, "reads the stack");
    } else if (has(i.operands, from_sp) && first.starts_with("x")) {
      of_stack_.insert(first);
      if (vectors > 0) wrong(i, "computes an address on the stack");
    } else if (i.operation == "adrp") {
      of_libc_.insert(first);
      of_stack_.erase(first);
    } else if (std::regex_match(first, general) && !i.is({"cmp", "cmn", "tst", "ccmp", "ccmn"})) {
      // A value that is computed from an address in the libc counts as an address in the libc.
      const bool libc = of_libc_.count(where) || any_among(sources(i), of_libc_);
      of_libc_.erase(first);
      of_stack_.erase(first);
      if (libc) of_libc_.insert(first);
    }
  }

 private:
  // Returns the register that a memory operand begins with.
  static std::string base(const std::string& operands) {
    static const std::regex expression("\\[(x[0-9]+|sp)");
    std::smatch match;
    return std::regex_search(operands, match, expression) ? match[1].str() : "";
  }
  static std::vector<std::string> sources(const Instruction& i) {
    const std::vector<std::string> all = parts(i.operands);
    return {all.begin() + 1, all.end()};
  }

  Registers of_stack_, of_libc_;  // registers with addresses on the stack, or of variables of the libc
};

}  // namespace nacre::test
