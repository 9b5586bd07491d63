# SPDX-License-Identifier: MIT
# Lists the names in a compiler's output with -E -dD, one per line: "macro NAME FILE" for macros with a value,
# "function NAME FILE" for macros with arguments, "enumerator NAME FILE", and "tag NAME FILE".
# FILE is the path that a program includes: the part after the folder libc-side/ or kernel-side/. Headers in neither
# folder belong to the compiler.
function note(kind, name) {
    if (file == "") return
    kinds[name] = kind
    files[name] = file
}
/^# [0-9]+ "/ {
    file = $3
    gsub(/"/, "", file)
    if (file ~ /^</) file = ""
    sub(/^.*\/(libc|kernel)-side\//, "", file)
    next
}
/^#undef / { delete kinds[$2]; next }
/^#define / {
    name = $2
    if (name ~ /\(/) { sub(/\(.*/, "", name); note("function", name) }
    else if (NF > 2) note("macro", name)
    else note("empty", name)
    next
}
/^#/ { next }
{
    line = $0
    gsub(/[{},;()=]/, " & ", line)
    n = split(line, token, /[ \t]+/)
    for (i = 1; i <= n; i++) {
        t = token[i]
        if (t == "") continue
        if (t == "{") {
            depth++
            if (word == "enum" || before == "enum") { in_enum = depth; expect = 1 }
            else if (before == "struct" || before == "union") if (word ~ /^[a-z_]/) tags[word] = file
        } else if (t == "}") {
            if (in_enum == depth) in_enum = 0
            depth--
        } else if (in_enum && depth == in_enum) {
            if (t == "(") parens++
            else if (t == ")") parens--
            else if (t == "," && !parens) expect = 1
            else if (expect && t ~ /^[A-Za-z_]/) { note("enumerator", t); expect = 0 }
        }
        before = word
        word = t
    }
}
END {
    for (name in kinds) print kinds[name], name, files[name]
    for (name in tags) print "tag", name, tags[name]
}
