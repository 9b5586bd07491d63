# SPDX-License-Identifier: MIT
# From what a compiler prints with -E -dD for one header: the names in the text of the header -v want= itself, and with
# -v bits=1 in that of the libc's bits/ too. Lines of "macro NAME", "word NAME" for every identifier outside of
# directives, and "tag NAME" for a struct, union or enum that is defined there.
/^# [0-9]+ "/ {
    file = $3
    gsub(/"/, "", file)
    sub(/^.*\/(libc|kernel)-side\//, "", file)
    sub(/^under\//, "", file)
    here = file == want || (bits && file ~ /^bits\//)
    next
}
!here { next }
/^#undef / { delete macro[$2]; next }
/^#define / {
    name = $2
    sub(/\(.*/, "", name)
    macro[name] = 1
    next
}
/^#/ { next }
{
    gsub(/"[^"]*"/, "")
    gsub(/[^A-Za-z0-9_{}]/, " ")
    gsub(/[{}]/, " & ")
    n = split($0, token, / +/)
    for (i = 1; i <= n; i++) {
        t = token[i]
        if (t == "{" && (before == "struct" || before == "union" || before == "enum") && last !~ /^(struct|union|enum)$/) tag[last] = 1
        if (t !~ /^[A-Za-z_]/) continue
        word[t] = 1
        before = last
        last = t
    }
}
END {
    for (name in macro) print "macro", name
    for (name in word) print "word", name
    for (name in tag) print "tag", name
}
