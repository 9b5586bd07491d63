# SPDX-License-Identifier: MIT
# kernel/abi/allowed, then lines of what was found on one architecture, "differs NAME ..." and the like;
# -v arch=, -v wide=yes where long has 64 bits. Prints what is not allowed; and for each entry that excused
# something "used" and its line number, which is what an entry that excuses nothing is told by.
function pattern(glob) {
    gsub(/[.+^$(){}|\\]/, "\\\\&", glob)
    gsub(/\*/, ".*", glob)
    gsub(/\?/, ".", glob)
    return "^" glob "$"
}
function here(archs, list, n, i) {
    if (archs == "*") return 1
    n = split(archs, list, ",")
    for (i = 1; i <= n; i++)
        if (list[i] == arch || (list[i] == "32" && wide != "yes" && arch != "x32")) return 1
    return 0
}
FNR == NR {
    if (!/^#/ && NF && here($3)) { count++; line[count] = FNR; kind[count] = $1; name[count] = pattern($2) }
    next
}
{
    subject = $2 == "struct" ? "struct:" $3 : $2
    for (i = 1; i <= count; i++)
        if (kind[i] == $1 && subject ~ name[i]) { used[line[i]] = 1; next }
    print
}
END { for (l in used) print "used " l }
