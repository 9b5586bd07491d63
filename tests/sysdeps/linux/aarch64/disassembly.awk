# SPDX-License-Identifier: MIT
# Checks the disassembly of the functions that expand a key (hazard key-outlives-draw), with
# tests/disassembly.awk:
#
# - The only stores are of whole vector registers, to addresses that do not derive from the stack
#   pointer.
# - The caller's registers are saved only before the first vector instruction.
# - There is no call from the first vector instruction until all vector registers are cleared.
# - All vector registers are cleared before each return.

function begin() {
    split("", of_stack)
    split("", of_libc)
}

# The register that a memory operand begins with.
function base(operand) { return match(operand, /\[(x[0-9]+|sp)/) ? substr(operand, RSTART + 1, RLENGTH - 1) : "" }

name != "" && /^ *[0-9a-f]+:/ {
    parse("[ \t]*//.*")
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
        returned(32)
        next
    }
    if (operation ~ /^(bl|blr|br)$/) wrong("a call")
    else if (operation ~ /^(b|b\..*|cbn?z|tbn?z)$/) {
        if (leaves()) wrong("leaves the function")
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
