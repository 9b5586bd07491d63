# SPDX-License-Identifier: MIT
# Checks the disassembly of the functions that expand a key (hazard key-outlives-draw), with
# tests/disassembly.awk:
#
# - The only stores are of whole vector registers, to addresses that do not derive from the stack
#   pointer or from an address in the libc.
# - There is no call from the first vector instruction until all vector registers are cleared.
# - All 64 vector registers are cleared before each return.
# - General registers may be saved on the stack, because no word of the key is in one: they are loaded
#   only from the stack or the table of contents, and never from a vector register.

function begin() {
    split("", of_stack)
    split("", of_libc)
    of_stack["r1"] = 1
}

# Is one of the operand's registers the stack's, or the libc's?
function among(set, r) {
    for (r in set) if (("," operands ",") ~ ("[,(]" r "[,)]")) return 1
    return 0
}

name != "" && /^ *[0-9a-f]+:/ {
    parse()
    if (operation == "" || operation ~ /^(nop|\.long|\.\.\.)$/) next
    split(operands, part, ",")
    first = part[1]
    stack = among(of_stack)
    libc = among(of_libc)

    if (operation ~ /^(vxor|xxlxor)$/ && part[1] == part[2] && part[2] == part[3]) {
        number = substr(first, operation == "vxor" ? 2 : 3) + (operation == "vxor" ? 32 : 0)
        cleared[number] = 1
        next
    }
    # The caller's registers: kept before the first vector, and got back from there after the clearing.
    if (stack && vectors == 0 && operation ~ /^(std|stfd|stvx|stdu)$/) next
    if (stack && (0 in cleared) && (63 in cleared) && operation ~ /^(ld|lfd|lvx)$/) next
    if (operands ~ /(^|,)(vs?|f)[0-9]/) {
        vectors++
        split("", cleared)
    }
    if (operation == "blr") {
        returned(64)
        next
    }
    if (operation ~ /^(bl|bctr|bctrl|blrl)$/) wrong("a call")
    else if (operation ~ /^b/) {
        if (leaves() && operation !~ /lr[+-]?$/) wrong("leaves the function")
    }
    else if (operation ~ /^st/) {
        if (operation ~ /^st(xv|v|f)/) {
            if (stack) wrong("a store to the stack")
            else if (libc) wrong("a store to a place of its own")
            else if (operation !~ /^(stxvd2x|stxvx|stxv)$/) wrong("a store of something else than a vector")
        }
        else if (!(stack && operation == "std")) wrong("a store of something else than a vector")
    }
    else if (operation ~ /^mf(v|f)/) wrong("a word of a vector in a general register")
    else if (operation ~ /^l(b|h|w|d)/ && !stack) {
        if (operands !~ /\(r2\)$/ && !libc) wrong("a word of memory in a general register")
        of_libc[first] = 1
    }
    else if (operation ~ /^l(xv|v|f)/ && stack) wrong("reads the stack")
    else if (first ~ /^r[0-9]+$/ && first != "r1") {
        of = operands
        sub(/^[^,]*,/, "", of)
        operands = of
        kept_stack = among(of_stack)
        kept_libc = among(of_libc) || of ~ /(^|,)r2(,|$)/
        if (operation ~ /^(addi|addis|add|mr|ori|subf|isel)$/) {
            if (kept_stack) {
                of_stack[first] = 1
                if (vectors > 0) wrong("an address on the stack")
            } else delete of_stack[first]
            if (kept_libc) of_libc[first] = 1
            else delete of_libc[first]
        }
        else if (operation !~ /^cmp/) {
            delete of_stack[first]
            delete of_libc[first]
        }
    }
}
