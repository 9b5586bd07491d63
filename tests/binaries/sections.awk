# SPDX-License-Identifier: MIT
# Judges the members of archives, as readelf prints their sections and symbols with -SWs: each says that it
# needs no executable stack, none has a section that is writable and executable, thread storage, a guard
# of a variable that is made at run time, or something to be run at start.
#
# -v at_start=MEMBER: the one that may have a single function to run at start.
# Prints what is wrong. Fails when anything is, or when there is no member to judge.

function wrong(what) { print member ": " what; faults++ }
function finish() {
    if (member != "" && !noted) wrong("no .note.GNU-stack: the linker takes it that the stack is to be executable")
}
/^File: / {
    finish()
    member = $0
    sub(/.*\(/, "", member)
    sub(/\).*/, "", member)
    noted = 0
    members++
}
# [number] name type address offset size entry-size flags link info alignment
/^ *\[ *[0-9]+\] / {
    sub(/^ *\[ *[0-9]+\] /, "")
    flags = NF == 10 ? $7 : ""
    if ($1 == ".note.GNU-stack") {
        noted = 1
        if (flags ~ /X/) wrong("wants an executable stack")
    }
    if (flags ~ /W/ && flags ~ /X/) wrong($1 " is writable and executable")
    if (flags ~ /T/) wrong($1 " is thread storage")
    if ($1 ~ /^\.(preinit_array|init_array|fini_array|ctors|dtors)/ && !(member == at_start && $1 == ".init_array" && $5 ~ /^0*(4|8)$/))
        wrong($1 " is to be run at start or end")
}
# number: value size type binding visibility index name
/^ *[0-9]+: / && $8 ~ /^_ZGV/ { wrong($8 " guards a variable that is made at run time") }
END {
    finish()
    if (members == 0) { print "no member to judge"; exit 1 }
    exit faults != 0
}
