# SPDX-License-Identifier: MIT
# Turns the table of structures into the compiler's comparisons, one per line, each with its description after //.
# Members of nested structures are written with dots.
/^#/ || NF == 0 { next }
{
    split($1, tag, "=")
    libc = "struct libc::" tag[1]
    kernel = "struct kernel::" (tag[2] == "" ? tag[1] : tag[2])
    first = 2
    if ($2 == "grows") {
        first = 3
        same("(sizeof(" libc ") >= sizeof(" kernel "))", "1", tag[1] " room")
    } else same("sizeof(" libc ")", "sizeof(" kernel ")", tag[1] " size")
    for (i = first; i <= NF; i++) {
        split($i, member, "=")
        theirs = member[2] == "" ? member[1] : member[2]
        same("__builtin_offsetof(" libc ", " member[1] ")", "__builtin_offsetof(" kernel ", " theirs ")", tag[1] " " member[1] " offset")
        same("sizeof(((" libc " *)0)->" member[1] ")", "sizeof(((" kernel " *)0)->" theirs ")", tag[1] " " member[1] " size")
    }
}
function same(a, b, what) { print "Same<" a ", " b "> layout_" ++count "; // struct " what }
