// SPDX-License-Identifier: MIT
// Rules for the machine code that generates random bytes from a key with ChaCha20 on s390x. The key must
// stay in vector registers, which the code must clear (hazard key-outlives-draw in
// libc/random/HAZARDS.md):
//
// - The only stores are of whole vector registers, to addresses that do not derive from the stack
//   pointer or from an address in the libc.
// - There is no call.
// - All vector registers are cleared before each return.
// - General registers are loaded only from the stack or the global offset table, and never from a vector
//   register. So they contain no word of the key, and may be saved on the stack.
#pragma once
#include "tests/sysdeps/linux/disassembly.hpp"

namespace nacre::test {

class S390xChecker : public FunctionChecker {
 public:
  void read(const Instruction& i) override {
    static const std::regex vector("%[vf][0-9]"), vector_load("vl|vle.*|ld"), general("%r[0-9]+");
    static const std::regex jump("^(j|brc|c[lg]*[ri]?j)");
    static const std::regex store("^(st|mv|xc|oc|nc|ni|oi|xi)");
    static const std::regex load(
        "l|lg|lgf|llg[a-z]*|lgh|lh|lb|lgb|ic|icy|icm.*|lrv.*|lm|lmg|a|ag|x|xg|o|og|n|ng");
    static const std::regex from_sp(",%r15$|\\(%r15\\)|,%r15\\)");
    if (i.is({"nop", "nopr", "bcr"}) || i.begins({".", "jnop"})) return;
    const std::string first = i.first(), where = address(i.operands);
    const std::vector<std::string> bases = parts(where);
    const bool stack = any_among(bases, of_stack_) || any_among(bases, {"%r15"});
    if (i.operation == "vzero") {
      cleared.insert(std::stoi(first.substr(2)));
      return;
    }
    // The registers of the caller are saved before the first vector instruction, and restored after the
    // clearing, in which %v31 is the last register.
    if (stack && vectors == 0 && i.is({"stmg", "stg", "std", "stdy"})) return;
    if (stack && cleared.count(31) && i.is({"lmg", "lg", "ld", "ldy"})) return;
    if (has(i.operands, vector)) vector_instruction();

    if (i.operation == "br" && i.operands == "%r14") {
      returned(i, 32);
    } else if (i.is({"br", "basr", "brasl", "bras", "bc"})) {
      wrong(i, "a call");
    } else if (has(i.operation, jump) && i.operands.find('<') != std::string::npos) {
      if (leaves(i)) wrong(i, "leaves the function");
    } else if (i.begins({"vst"})) {
      if (stack)
        wrong(i, "a store to the stack");
      else if (any_among(bases, of_libc_))
        wrong(i, "a store to a variable of the libc");
      else if (i.operation != "vst")
        wrong(i, "a store of other data than a whole vector");
    } else if (has(i.operation, store)) {
      if (stack && i.begins({"std"}))
        wrong(i, "a store to the stack");
      else if (!stack || i.operation != "stg")
        wrong(i, "a store of other data than a whole vector");
    } else if (i.begins({"vlg", "lgdr"})) {
      wrong(i, "moves a word of a vector to a general register");
    } else if (!where.empty() && !stack && std::regex_match(i.operation, load)) {
      wrong(i, "loads a word into a general register");
    } else if (stack && std::regex_match(i.operation, vector_load)) {
      wrong(i, "reads the stack");
    } else if (i.operation == "larl") {
      of_libc_.insert(first);
      of_stack_.erase(first);
    } else if (std::regex_match(first, general) && first != "%r15") {
      if (i.is({"la", "lay", "lgr", "agr", "agrk", "aghi", "aghik"}) && has(i.operands, from_sp)) {
        of_stack_.insert(first);
        if (vectors > 0) wrong(i, "computes an address on the stack");
      } else if (!i.begins({"c"}) && !i.is({"agr", "aghi"})) {
        of_libc_.erase(first);
        of_stack_.erase(first);
      }
    }
  }

 private:
  // Returns the registers of a memory operand.
  static std::string address(const std::string& operands) {
    const size_t begin = operands.find('('), end = operands.rfind(')');
    return begin == operands.npos || end == operands.npos ? ""
                                                          : operands.substr(begin + 1, end - begin - 1);
  }

  Registers of_stack_, of_libc_;  // registers with addresses on the stack, or of variables of the libc
};

}  // namespace nacre::test
