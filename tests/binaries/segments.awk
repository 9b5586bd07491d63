# SPDX-License-Identifier: MIT
# Judges what has been linked, as readelf prints its segments and its dynamic section with -ldW: no
# executable stack, no segment that is writable and executable, no relocation in the text, and what is
# read-only after relocation is made so.
#
# BIND_NOW is not asked for. Musl's loader binds everything before a program starts, with it and without;
# what it would add is that the table of calls through the PLT, which in libc.so are those of malloc and its
# kin, is read-only too. Musl's own build leaves that to who builds it, and so does this one.
#
# -v libc=yes: what else holds of libc.so: it needs nobody and has no thread storage.
# Prints what is wrong. Fails when anything is, or when there is no segment to judge.

function wrong(what) { print what; faults++ }
# type offset address address size size flags... alignment
$1 ~ /^(LOAD|GNU_STACK|GNU_RELRO|TLS)$/ && $2 ~ /^0x/ {
    flags = ""
    for (i = 7; i < NF; i++) flags = flags $i
    seen[$1]++
    if ($1 == "GNU_STACK" && flags ~ /E/) wrong("the stack is executable")
    if ($1 == "LOAD" && flags ~ /W/ && flags ~ /E/) wrong("a segment is writable and executable")
    if ($1 == "TLS" && libc) wrong("there is thread storage in it")
}
/\(TEXTREL\)/ || /\(FLAGS\).*TEXTREL/ { wrong("there are relocations in the text") }
/\(NEEDED\)/ && libc { wrong("it needs " $NF) }
END {
    if (!seen["LOAD"]) { print "no segment to judge"; exit 1 }
    if (!seen["GNU_STACK"]) wrong("nothing is said of the stack: it is executable")
    if (!seen["GNU_RELRO"]) wrong("nothing is made read-only after relocation")
    exit faults != 0
}
