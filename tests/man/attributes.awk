# SPDX-License-Identifier: MIT
# Prints what the section ATTRIBUTES of manual pages says about each function, one line per function:
#   NAME POINT SIGNAL ASYNC ERRNO
# POINT says whether it is a cancellation point: Point or NoPoint. SIGNAL is AS-Safe or AS-Unsafe (signal handlers),
# ASYNC is AC-Safe or AC-Unsafe (asynchronous cancellation). ERRNO is Unchanged, UnchangedOnSuccess, or MayChange if the
# page promises nothing. MT-Safe or MT-Unsafe is required too, but not printed. The build turns this output into the
# promises that tests/libc/safety_test.cpp tests.
#
# Only the first paragraph of the section is read. A sentence applies to the functions that it names before the
# attribute. If it names none, it applies to all functions of the page or, if it begins with "The other functions", to
# those that have no value yet. It is an error if a function has no value or two different values.
# Values: values[NAME, kind] is the value of a function on this page. kind is "point", "MT", "AS", "AC" or "errno".
function problem(text) { print page ": " text >"/dev/stderr"; bad = 1 }
function set(name, kind, value) {
    if ((name, kind) in values && values[name, kind] != value)
        problem(name " is both " values[name, kind] " and " value)
    values[name, kind] = value
}
# Stores the functions that a sentence is about in subject[1..n]. `before` is the text before the attribute.
function subjects(before, kind,    word, n, i, count) {
    n = 0
    count = split(before, word, /[ ,]+/)
    for (i = 1; i <= count; i++) if (word[i] ~ /^@/) {
        if (!(substr(word[i], 2) in on_page)) problem("ATTRIBUTES names " substr(word[i], 2) ", which is not in NAME")
        subject[++n] = substr(word[i], 2)
    }
    if (n) return n
    for (i = 1; i <= names; i++)
        if (before !~ /^The other functions/ || !((name[i], kind) in values)) subject[++n] = name[i]
    return n
}
function apply(sentence, start, kind, value,    n, i) {
    n = subjects(substr(sentence, 1, start - 1), kind)
    for (i = 1; i <= n; i++) set(subject[i], kind, value)
}
# Sets the values that a sentence gives. In the text, "@" marks the name of a function (.Fn).
function read_sentence(sentence,    rest, at, found) {
    at = 0
    rest = sentence
    while (match(rest, /(MT|AS|AC)-(Safe|Unsafe)/)) {
        found = substr(rest, RSTART, RLENGTH)
        apply(sentence, at + RSTART, substr(found, 1, 2), found)
        at += RSTART + RLENGTH - 1
        rest = substr(rest, RSTART + RLENGTH)
    }
    if (sentence ~ /cancellation point/) {
        if (sentence ~ /^A cancellation point/) apply("", 1, "point", "Point")
        else if (sentence ~ /^No cancellation point/) apply("", 1, "point", "NoPoint")
        else problem("begin with \"A cancellation point\" or \"No cancellation point\": " sentence)
    }
    if (sentence ~ /^errno is unchanged on success/) apply("", 1, "errno", "UnchangedOnSuccess")
    else if (sentence ~ /^errno is (unchanged|never modified)/) apply("", 1, "errno", "Unchanged")
    else if (sentence ~ /^errno/) problem("unknown sentence about errno: " sentence)
}
function finish_page(    count, sentence, i) {
    if (page == "") return
    gsub(/ +[.]/, ".", text)
    gsub(/ +,/, ",", text)
    count = split(text, sentence, /[.] +/)
    for (i = 1; i <= count; i++) read_sentence(sentence[i])
    for (i = 1; i <= names; i++) {
        for (kind in question)
            if (!((name[i], kind) in values)) problem(sprintf(question[kind], name[i]))
        if (!((name[i], "errno") in values)) values[name[i], "errno"] = "MayChange"
        print name[i], values[name[i], "point"], values[name[i], "AS"], values[name[i], "AC"], values[name[i], "errno"]
    }
}
BEGIN {
    question["MT"] = "is %s MT-Safe or MT-Unsafe? ATTRIBUTES does not say"
    question["AS"] = "is %s AS-Safe or AS-Unsafe? ATTRIBUTES does not say"
    question["AC"] = "is %s AC-Safe or AC-Unsafe? ATTRIBUTES does not say"
    question["point"] = "is %s a cancellation point? ATTRIBUTES does not say"
}
FNR == 1 {
    finish_page()
    page = FILENAME
    sub(/.*\//, "", page)
    names = 0
    text = section = ""
    split("", values)
    split("", on_page)
}
/^\.Sh / { section = $0; next }
section == ".Sh NAME" && $1 == ".Nm" && $2 !~ /::/ { name[++names] = $2; on_page[$2] }
section != ".Sh ATTRIBUTES" { next }
/^\.(Pp|Bl|Bd|Ss)/ { section = "" ; next }
$1 == ".Fn" { $1 = ""; sub(/^ /, "@") }
/^\.[A-Z]/ { $1 = ""; sub(/^ /, "") }
{ text = text $0 " " }
END { finish_page(); exit bad }
