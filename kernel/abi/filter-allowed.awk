# SPDX-License-Identifier: MIT
# Input: kernel/abi/allowed, then the findings on one architecture, such as "differs NAME ...". Variables: arch, and
# wide=yes if long has 64 bits. Prints the findings that are not allowed, and "used LINE" for each entry that matched.
# kernel/abi/run reports the entries that never match.
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
    item = $2 == "struct" ? "struct:" $3 : $2
    for (i = 1; i <= count; i++)
        if (kind[i] == $1 && item ~ name[i]) { used[line[i]] = 1; next }
    print
}
END { for (l in used) print "used " l }
