# SPDX-License-Identifier: MIT
# Checks the disassembly of the functions that expand a key (hazard key-outlives-draw), with
# tests/disassembly.awk:
#
# - The only stores are of whole vector registers, to addresses that do not derive from the stack
#   pointer or from an address in the libc.
# - There is no call from the first vector instruction until all vector registers are cleared.
# - All vector registers are cleared before each return.
# - General registers may be saved on the stack, because no word of the key is in one: they are loaded
#   only from the stack or the table of addresses, and never from a vector register.

function begin() {
    split("", of_stack)
    split("", of_libc)
}

name != "" && /^ *[0-9a-f]+:/ {
    parse()
    if (operation == "" || operation ~ /^(nop|nopr|bcr)$/ || operation ~ /^(\.|jnop)/) next
    first = operands
    sub(/,.*/, "", first)
    where = ""
    if (match(operands, /\(.*\)/)) where = substr(operands, RSTART + 1, RLENGTH - 2)
    stack = libc = 0
    count = split(where, parts, /[(),]/)
    for (i = 1; i <= count; i++) {
        if (parts[i] == "%r15" || parts[i] in of_stack) stack = 1
        if (parts[i] in of_libc) libc = 1
    }

    if (operation == "vzero") {
        cleared[substr(first, 3)] = 1
        next
    }
    # The caller's registers: kept before the first vector, and got back from there after the clearing.
    if (stack && vectors == 0 && operation ~ /^(stmg|stg|std|stdy)$/) next
    if (stack && (31 in cleared) && operation ~ /^(lmg|lg|ld|ldy)$/) next
    if (operands ~ /%[vf][0-9]/) {
        vectors++
        split("", cleared)
    }
    if (operation == "br" && operands == "%r14") {
        returned(32)
        next
    }
    if (operation ~ /^(br|basr|brasl|bras|bcr|bc)$/) wrong("a call")
    else if (operation ~ /^(j|brc|brct|c[lg]*[ri]?j|c[lg]*ij|j[a-z]+)/ && operands ~ /</) {
        if (leaves()) wrong("leaves the function")
    }
    else if (operation ~ /^vst/) {
        if (stack) wrong("a store to the stack")
        else if (libc) wrong("a store to a place of its own")
        else if (operation != "vst") wrong("a store of something else than a vector")
    }
    else if (operation ~ /^(st|mv|xc|oc|nc|ni|oi|xi)/) {
        if (!(stack && operation == "stg")) wrong(operation ~ /^std/ && stack ? "a store to the stack" : "a store of something else than a vector")
    }
    else if (operation ~ /^(vlg|lgdr)/) wrong("a word of a vector in a general register")
    else if (operation ~ /^(l|lg|lgf|llg[a-z]*|lgh|lh|lb|lgb|ic|icy|icm.*|lrv.*|lm|lmg|a|ag|x|xg|o|og|n|ng)$/ && where != "" && !stack) wrong("a word of memory in a general register")
    else if (operation ~ /^(vl|vle.*|ld)$/ && stack) wrong("reads the stack")
    else if (operation == "larl") { of_libc[first] = 1; delete of_stack[first] }
    else if (first ~ /^%r[0-9]+$/ && first != "%r15") {
        kept = operation ~ /^(la|lay|lgr|agr|agrk|aghi|aghik)$/
        if (kept && operands ~ /,%r15$|\(%r15\)|,%r15\)/) {
            of_stack[first] = 1
            if (vectors > 0) wrong("an address on the stack")
        }
        else if (operation !~ /^(cl?g|cl?[gr]|c)/ && !(operation ~ /^(agr|aghi)$/ && (first in of_libc || first in of_stack))) {
            delete of_libc[first]
            delete of_stack[first]
        }
    }
}
