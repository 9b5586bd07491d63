# SPDX-License-Identifier: MIT
# Judges the disassembly of the functions that expand a key (H28), as objdump prints it with
# --no-show-raw-insn: no store but of a whole vector register, to an address from a register that is not the
# stack's and has not been made from it; the caller's registers kept before the first vector instruction only;
# from there to the end of the clearing no call; and before each return all vector registers are cleared.
# Prints what is wrong, and one line for each function. Fails when anything is wrong, or when there is nothing to
# judge.

function wrong(what) {
    printf "%s: %s %s\n", name, $1, what
    printf "    %s\n", instruction
    faults++
}

# The register that a memory operand begins with.
function base(operand) { return match(operand, /\[(x[0-9]+|sp)/) ? substr(operand, RSTART + 1, RLENGTH - 1) : "" }

/^[0-9a-f]+ <.*>:$/ {
    finish()
    name = $2
    gsub(/[<>:]/, "", name)
    vectors = returns = 0
    split("", cleared)
    split("", of_stack)
    next
}
name != "" && /^ *[0-9a-f]+:/ {
    instruction = $0
    sub(/^ *[0-9a-f]+:[ \t]*/, "", instruction)
    sub(/[ \t]*\/\/.*/, "", instruction)
    operation = instruction
    sub(/[ \t].*/, "", operation)
    operands = substr(instruction, length(operation) + 1)
    gsub(/[ \t]/, "", operands)
    if (operation == "" || operation ~ /^(nop|\.inst|\.word|bti|udf)/) next
    first = operands
    sub(/,.*/, "", first)
    where = base(operands)
    stack = where == "sp" || where in of_stack

    if (operation == "movi" && operands ~ /^v[0-9]+\.2d,#0x0$/) {
        cleared[substr(first, 2, index(first, ".") - 2)] = 1
        next
    }
    # The caller's registers: kept before the first vector, and got back from there after the clearing.
    if (stack && vectors == 0 && operation ~ /^(str|stp)$/) next
    if (stack && (31 in cleared) && operation ~ /^(ldr|ldp)$/ && operands !~ /q[0-9]/) next
    if (operands ~ /(^|[,{])[vqdsb][0-9]+/) {
        vectors++
        split("", cleared)
    }
    if (operation ~ /^(ret|retaa|retab)$/) {
        returns++
        for (i = 0; i < 32; i++)
            if (!(i in cleared)) {
                wrong("returns with vector register " i " as it is")
                break
            }
        next
    }
    if (operation ~ /^(bl|blr|br)$/) wrong("a call")
    else if (operation ~ /^(b|b\..*|cbn?z|tbn?z)$/) {
        target = operands
        sub(/^[^<]*</, "", target)
        sub(/(\+0x[0-9a-f]+)?>.*/, "", target)
        if (target != name) wrong("leaves the function")
    }
    else if (operation ~ /^st/) {
        if (stack) wrong("a store to the stack")
        else if (where in of_libc) wrong("a store to a place of its own")
        else if (operation !~ /^(str|stur|stp)$/ || operands !~ /^q[0-9]+,(q[0-9]+,)?\[/) wrong("a store of something else than a vector")
    }
    else if (stack) wrong("reads the stack")
    else if (operands ~ /,sp(,|$)/ && first ~ /^x/) {
        of_stack[first] = 1
        if (vectors > 0) wrong("an address on the stack")
    }
    else if (operation == "adrp") { of_libc[first] = 1; delete of_stack[first] }
    else if (first ~ /^x[0-9]+$/) {
        # What is made from an address is one.
        kept = 0
        for (r in of_libc) if (index(operands ",", "," r ",") || (where == r)) kept = 1
        if (kept) of_libc[first] = 1
        else delete of_libc[first]
        delete of_stack[first]
    }
}
END {
    finish()
    if (judged == 0) { print "no function with vectors to judge"; exit 1 }
    exit faults != 0
}
function finish() {
    split("", of_libc)
    if (name == "" || vectors == 0) return
    judged++
    if (returns == 0) { print name ": never returns"; faults++ }
    printf "%s: %d vector instructions, %d returns\n", name, vectors, returns
}
