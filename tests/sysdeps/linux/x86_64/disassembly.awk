# SPDX-License-Identifier: MIT
# Checks the disassembly of the functions that expand a key (hazard key-outlives-draw), with
# tests/disassembly.awk:
#
# - The only stores are of vector registers, to addresses that do not derive from the stack pointer.
# - Pushes come only before the first vector instruction.
# - There is no call from the first vector instruction until all vector registers are cleared.
# - All vector registers are cleared before each return, in their full length.

function begin() { pending = frame = wide = 0 }

# A memory operand's base, which is what tells where it is: "" for none.
function base(operand) {
    if (operand ~ /%[fg]s:/) return "segment"
    if (match(operand, /\(%[a-z0-9]+/)) return substr(operand, RSTART + 2, RLENGTH - 2)
    if (operand ~ /\(/ || operand ~ /^(\*)?-?0x[0-9a-f]+$/) return "absolute"
    return ""
}
function on_stack(operand, b) {
    b = base(operand)
    return b == "rsp" || b == "esp" || (frame && (b == "rbp" || b == "ebp"))
}

name != "" && /^ *[0-9a-f]+:/ {
    parse("[ \t]*#.*")
    if (operation == "" || operation ~ /^nop/ || instruction ~ /^(cs|data16|xchg *%ax,%ax)/) next

    # The last operand is the destination: a comma inside parentheses is none between operands.
    last = operands
    while (match(last, /^(\([^)]*\)|[^,(])*,/)) last = substr(last, RLENGTH + 1)
    vector = operands ~ /%[xyz]mm/
    if (operation == "vzeroupper") next
    if (operation == "mov" && operands == "%rsp,%rbp") frame = 1

    if (operands ~ /%[yz]mm/) wide = 1

    # Clearing: of one register by itself, or of the lower sixteen at once.
    if (operation == "vzeroall") {
        for (i = 0; i < 16; i++) cleared[i] = 1
        pending = 1
        next
    }
    if (operation ~ /^v?pxor[dq]?$/ && operands ~ /^%[xyz]mm[0-9]+,%[xyz]mm[0-9]+(,%[xyz]mm[0-9]+)?$/) {
        split(operands, part, ",")
        same = part[1] == part[2] && (part[3] == "" || part[3] == part[1])
        # Without VEX, what is above the lower sixteen bytes stays.
        if (same && !(wide && operation ~ /^p/)) {
            match(part[1], /[0-9]+$/)
            cleared[substr(part[1], RSTART)] = 1
            pending = 1
            next
        }
    }
    if (vector) {
        vectors++
        pending = 0
        split("", cleared)
    }

    if (operation ~ /^ret/) {
        returned(registers)
        pending = 0
        split("", cleared)
        next
    }
    # Before the first vector: the caller's registers and the frame.
    if (vectors == 0 && (operation ~ /^push/ || (operation ~ /^(mov|sub|and|add)$/ && last ~ /^%r(sp|bp)$/))) next
    # After the clearing: the caller's registers again.
    if (pending && operation ~ /^(pop|leave|lea|mov|add)/ && base(last) == "") next

    if (operation ~ /^call/) wrong("a call")
    else if (operation ~ /^j/) {
        if (leaves()) wrong("leaves the function")
    }
    else if (operation ~ /^push/) wrong("a push")
    else if (operation ~ /^(cmp|test|prefetch)/) { if (on_stack(operands)) wrong("reads the stack") }
    else if (base(last) != "" && operation !~ /^lea/) {
        if (on_stack(last)) wrong("a store to the stack")
        else if (base(last) == "rip" || base(last) == "segment" || base(last) == "absolute") wrong("a store to a place of its own")
        else if (operation !~ /^v?mov[dqu]+[au]?(8|16|32|64)?$|^v?mov[au]ps$/ || !vector) wrong("a store of something else than a vector")
    }
    else if (on_stack(operands)) wrong(operation ~ /^lea/ ? "an address on the stack" : "reads the stack")
    else if (operands ~ /%rsp/ || (frame && operands ~ /%rbp/)) wrong("an address on the stack")
}
