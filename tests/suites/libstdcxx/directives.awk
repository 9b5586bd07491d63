# SPDX-License-Identifier: MIT
# Reads tests of libstdc++, with the root of the testsuite in ROOT. Prints "NAME FACTOR OPTIONS" for each test that this
# machine can run. FACTOR is the test's own factor for the time limit. TRIPLET is the machine, for example
# x86_64-pc-linux-musl. TABLE is the file "applies", which says for which machines a requirement is true.
# A test describes itself in comments with directives of DejaGnu: { dg-NAME ARGUMENT... }.

BEGIN {
    while ((getline line < TABLE) > 0) {
        if (line ~ /^(#|$)/) continue
        n = split(line, column, " ")
        for (i = 3; i <= n; i++) if (matches(column[i], TRIPLET)) applies[column[1], column[2]] = 1
        known[column[1], column[2]] = 1
    }
    # The first standard that a test accepts is used. The first of all is the default of the compiler.
    standards = split("17 20 23 26 14 11 98", standard, " ")
    n = split("98 11 14 17 20 23 26", column, " ")
    for (i = 1; i <= n; i++) rank[column[i]] = i
    # Older names of some standards.
    draft[98] = "03"
    draft[20] = "2a"
    draft[23] = "2b"
    draft[26] = "2c"
    for (i in draft) rank[draft[i]] = rank[i]
}

# matches(GLOB, TEXT): does the pattern of a shell match the whole text?
function matches(glob, text) {
    gsub(/[.+]/, "[&]", glob)
    gsub(/\*/, ".*", glob)
    gsub(/\?/, ".", glob)
    return text ~ ("^" glob "$")
}

# answer(KIND, NAME): the table's answer for a requirement. A requirement that is not in the table does not apply.
function answer(kind, name) {
    if (!((kind, name) in known)) {
        print "libstdcxx: " TABLE " has no row for " kind " " name >"/dev/stderr"
        known[kind, name] = 1
    }
    return (kind, name) in applies
}

# holds(WORD): is one word of a selector true? It is a machine, a standard of C++, or a property of the target.
function holds(word,    part) {
    if (word ~ /-/ || word == "*") return matches(word, TRIPLET)
    if (word !~ /^c\+\+/) return answer("target", word)
    split(substr(word, 4), part, "_")
    if (part[2] == "only") return rank[part[1]] == rank[std]
    if (part[2] == "down") return rank[std] <= rank[part[1]]
    return rank[std] >= rank[part[1]]
}

# selected(TEXT): evaluate a selector with the operators ! && || and braces. Words without an operator are alternatives.
function selected(text) {
    gsub(/"/, "", text)
    gsub(/[{}!]/, " & ", text)
    words = split(text, word, " ")
    at = 1
    return alternatives()
}
function alternatives(    value, and) {
    value = 0
    while (at <= words && word[at] != "}") {
        if (word[at] == "&&") { at++; and = term(); value = value && and }
        else if (word[at] == "||") at++
        else { and = term(); value = value || and }
    }
    return value
}
function term(    value) {
    if (word[at] == "!") { at++; return !term() }
    if (word[at] == "{") { at++; value = alternatives(); at++; return value }
    return holds(word[at++])
}

# arguments(TEXT): split the arguments of a directive, which are words, "strings" and {lists}, into argument[1..count].
function arguments(text,    depth, i, c) {
    count = 0
    for (;;) {
        sub(/^[ \t]+/, "", text)
        c = substr(text, 1, 1)
        if (c == "" || c == "}") return
        count++
        if (c == "\"") {
            i = index(substr(text, 2), "\"")
            if (i == 0) i = length(text)
            argument[count] = substr(text, 2, i - 1)
            text = substr(text, i + 2)
        } else if (c == "{") {
            depth = 0
            for (i = 1; i <= length(text); i++) {
                c = substr(text, i, 1)
                if (c == "{") depth++
                if (c == "}" && --depth == 0) break
            }
            argument[count] = substr(text, 2, i - 2)
            text = substr(text, i + 1)
        } else {
            match(text, /^[^ \t}]+/)
            argument[count] = substr(text, 1, RLENGTH)
            text = substr(text, RLENGTH + 1)
        }
    }
}

# given(PATTERNS): has the test an option that one of the patterns matches? Without patterns, the answer is yes.
function given(patterns,    pattern, option, n, m, i, j) {
    gsub(/"/, "", patterns)
    n = split(patterns, pattern, " ")
    if (n == 0) return 1
    m = split(options " -std=gnu++" std, option, " ")
    for (i = 1; i <= n; i++) for (j = 1; j <= m; j++) if (matches(pattern[i], option[j])) return 1
    return 0
}

# accepts(): does the test run with the standard std? Sets options and factor.
function accepts(    i, name, run, runs, target, fails) {
    options = added = ""
    factor = 1
    # A test without dg-do is run.
    runs = run = 1
    for (i = 1; i <= directives; i++) {
        name = directive[i]
        arguments(rest[i])
        target = argument[count]
        if (name == "do") {
            fails = ""
            if (count == 1) target = ""
            if (target ~ /xfail/) { fails = target; sub(/.*xfail/, "", fails); sub(/xfail.*/, "", target) }
            if (argument[1] != "run") return 0
            if (sub(/^ *target/, "", target) && !selected(target)) { if (runs != 2) runs = 0 }
            else runs = 2
            if (fails != "" && selected(fails)) return 0
        } else if (name == "options" || name == "additional-options" || name == "timeout-factor") {
            if (count > 1 && sub(/^ *target/, "", target) && !selected(target)) continue
            if (name == "options") options = argument[1]
            else if (name == "additional-options") added = added " " argument[1]
            else factor = argument[1]
        } else if (name == "add-options") {
            if (argument[1] == "using-deprecated") added = added " -U_GLIBCXX_USE_DEPRECATED -D_GLIBCXX_USE_DEPRECATED=1"
            if (argument[1] == "no_pch") added = added " -D__GLIBCXX__=99999999"
            if (argument[1] == "libatomic" && answer("option", "libatomic")) added = added " -latomic"
        } else if (name == "require-effective-target") {
            if (!selected(argument[1])) return 0
        } else if (name == "require-namedlocale" || name == "require-iconv") {
            if (argument[1] != "" && !answer("require", substr(name, 9))) return 0
        } else if (name ~ /^require-/) {
            if (!answer("require", substr(name, 9))) return 0
        }
    }
    if (!runs) return 0
    options = options added
    for (i = 1; i <= directives; i++) if (directive[i] ~ /^(skip-if|xfail-if|xfail-run-if)$/) {
        arguments(rest[i])
        if (selected(argument[2]) && given(count > 2 ? argument[3] : "")) return 0
    }
    # A test that names its standard accepts no other one.
    return options !~ /-std=/ || options ~ ("-std=(gnu|c)[+][+](" std (std in draft ? "|" draft[std] : "") ")( |$)")
}

function finish(    i) {
    if (file == "") return
    for (i = 1; i <= standards; i++) {
        std = standard[i]
        if (!accepts()) continue
        if (options ~ /-x c( |$)/) return
        if (options !~ /-std=/) options = "-std=gnu++" std " " options
        gsub(/[ \t]+/, " ", options)
        sub(/^ /, "", options)
        print file, factor, options
        return
    }
}

FNR == 1 {
    finish()
    directives = 0
    file = substr(FILENAME, length(ROOT) + 2)
    sub(/\.cc$/, "", file)
}
/[{] *dg-/ {
    text = $0
    while (match(text, /[{] *dg-[a-z0-9-]+/)) {
        name = substr(text, RSTART, RLENGTH)
        text = substr(text, RSTART + RLENGTH)
        sub(/.*dg-/, "", name)
        directive[++directives] = name
        rest[directives] = text
    }
}
END { finish() }
