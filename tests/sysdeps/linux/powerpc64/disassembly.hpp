// SPDX-License-Identifier: MIT
// Rules for the machine code that generates random bytes from a key with ChaCha20 on powerpc64. The key
// must stay in vector registers, which the code must clear (hazard key-outlives-draw in
// libc/random/HAZARDS.md):
//
// - The only stores are of whole vector registers, to addresses that do not derive from the stack
//   pointer or from an address in the libc.
// - There is no call.
// - All 64 vector registers are cleared before each return.
// - General registers are loaded only from the stack or the TOC, and never from a vector register.
//   So they contain no word of the key, and may be saved on the stack.
#pragma once
#include "tests/sysdeps/linux/disassembly.hpp"

namespace nacre::test {

class Powerpc64Checker : public FunctionChecker {
 public:
  void read(const Instruction& i) override {
    static const std::regex vector("(^|,)(vs?|f)[0-9]"), load("^l[bhwd]"), vector_load("^l(xv|v|f)");
    static const std::regex vector_store("^st(xv|v|f)"), from_vector("^mf[vf]"), to_link("lr[+-]?$");
    static const std::regex in_table("\\(r2\\)$"), general("r[0-9]+");
    if (i.is({"nop", ".long", "..."})) return;
    const std::vector<std::string> all = parts(i.operands);
    const std::string& first = all[0];
    const bool stack = any_among(all, of_stack_), libc = any_among(all, of_libc_);
    if (clears(i, all)) return;
    // The registers of the caller are saved before the first vector instruction, and restored after the
    // clearing.
    if (stack && vectors == 0 && i.is({"std", "stfd", "stvx", "stdu"})) return;
    if (stack && cleared.count(0) && cleared.count(63) && i.is({"ld", "lfd", "lvx"})) return;
    if (has(i.operands, vector)) vector_instruction();

    if (i.operation == "blr") {
      returned(i, 64);
    } else if (i.is({"bl", "bctr", "bctrl", "blrl"})) {
      wrong(i, "a call");
    } else if (i.begins({"b"})) {
      if (has(i.operation, to_link)) {
        if (vectors > 0) returned(i, 64);  // a conditional return
      } else if (leaves(i)) {
        wrong(i, "leaves the function");
      }
    } else if (has(i.operation, vector_store)) {
      if (stack)
        wrong(i, "a store to the stack");
      else if (libc)
        wrong(i, "a store to a variable of the libc");
      else if (!i.is({"stxvd2x", "stxvx", "stxv"}))
        wrong(i, "a store of other data than a whole vector");
    } else if (i.begins({"st"})) {
      if (!stack || i.operation != "std") wrong(i, "a store of other data than a whole vector");
    } else if (has(i.operation, from_vector)) {
      wrong(i, "moves a word of a vector to a general register");
    } else if (has(i.operation, load) && !stack) {
      if (!has(i.operands, in_table) && !libc) wrong(i, "loads a word into a general register");
      of_libc_.insert(first);
    } else if (has(i.operation, vector_load) && stack) {
      wrong(i, "reads the stack");
    } else if (std::regex_match(first, general) && first != "r1" && !i.begins({"cmp"})) {
      assigned(i, {all.begin() + 1, all.end()}, first);
    }
  }

 private:
  // Does the instruction clear a register, by an exclusive or with itself? The registers v0 to v31 are
  // vs32 to vs63.
  bool clears(const Instruction& i, const std::vector<std::string>& operands) {
    if (!i.is({"vxor", "xxlxor"}) || operands.size() != 3 || operands[0] != operands[1] ||
        operands[0] != operands[2])
      return false;
    cleared.insert(i.operation == "vxor" ? 32 + std::stoi(operands[0].substr(1))
                                         : std::stoi(operands[0].substr(2)));
    return true;
  }

  // Notes that a general register gets a new value. A value that is computed from an address counts as
  // an address.
  void assigned(const Instruction& i, const std::vector<std::string>& sources, const std::string& to) {
    const bool keeps = i.is({"addi", "addis", "add", "mr", "ori", "subf", "isel"});
    const bool stack = keeps && any_among(sources, of_stack_);
    const bool libc = keeps && (any_among(sources, of_libc_) || any_among(sources, {"r2"}));
    of_stack_.erase(to);
    of_libc_.erase(to);
    if (stack) {
      of_stack_.insert(to);
      if (vectors > 0) wrong(i, "computes an address on the stack");
    }
    if (libc) of_libc_.insert(to);
  }

  // Registers with addresses on the stack, or of variables of the libc.
  Registers of_stack_{"r1"}, of_libc_;
};

}  // namespace nacre::test
