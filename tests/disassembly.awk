# SPDX-License-Identifier: MIT
# The part that the checkers of the disassembly of all architectures share (hazard key-outlives-draw).
# The input is from objdump --no-show-raw-insn. A second -f adds the rules of the architecture:
# begin(), which resets what is known of a function, and a rule for each instruction, which counts
# "vectors" and notes which registers are "cleared". Prints each violation and one line for each
# function. Fails if there is a violation, or if there is no function to check.

function wrong(what) {
    printf "%s: %s %s\n", name, $1, what
    printf "    %s\n", instruction
    faults++
}

# What a line says, without its comment, if there can be one.
function parse(comment) {
    instruction = $0
    sub(/^ *[0-9a-f]+:[ \t]*/, "", instruction)
    if (comment != "") sub(comment, "", instruction)
    operation = instruction
    sub(/[ \t].*/, "", operation)
    operands = substr(instruction, length(operation) + 1)
    gsub(/[ \t]/, "", operands)
}

# A return: all of so many vector registers must be cleared.
function returned(registers, i) {
    returns++
    for (i = 0; i < registers; i++)
        if (!(i in cleared)) {
            wrong("returns with vector register " i " as it is")
            break
        }
}

# Does a jump go elsewhere?
function leaves(target) {
    target = operands
    sub(/^[^<]*</, "", target)
    sub(/(\+0x[0-9a-f]+)?>.*/, "", target)
    return target != name
}

function finish() {
    if (name == "" || vectors == 0) return
    judged++
    if (returns == 0) { print name ": never returns"; faults++ }
    printf "%s: %d vector instructions, %d returns\n", name, vectors, returns
}

/^[0-9a-f]+ <.*>:$/ {
    finish()
    name = $2
    gsub(/[<>:]/, "", name)
    vectors = returns = 0
    split("", cleared)
    begin()
    next
}
END {
    finish()
    if (judged == 0) { print "no function with vectors to judge"; exit 1 }
    exit faults != 0
}
