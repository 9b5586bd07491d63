# SPDX-License-Identifier: MIT
# The source, then what the compiler says of it: lines of "differences WHAT LIBC KERNEL", of "absent WHAT"
# where the kernel's headers have no such thing, and of "broken" for errors that are not about a line of ours.
FNR == NR {
    if (match($0, /\/\/ /)) {
        what[FNR] = substr($0, RSTART + 3)
        # Where the kernel's side begins.
        if (match($0, /kernel::/)) {
            kernel[FNR] = RSTART
            if (match($0, /, (sizeof|__builtin_offsetof)/)) kernel[FNR] = RSTART
        }
    }
    next
}
/ error: / {
    split($1, place, ":")
    line = place[2]
    if (place[1] !~ /compare\.cpp$/ || !(line in what)) { print "broken " $0; next }
    if (seen[line]++) next
    if (match($0, /Same<[^>]*>/)) {
        values = substr($0, RSTART + 5, RLENGTH - 6)
        gsub(/[ ul]/, "", values)
        sub(/,/, " ", values)
        print "differences " what[line] " " values
    } else if (what[line] ~ /^struct / && place[3] > kernel[line]) {
        split(what[line], word, " ")
        print "absent struct " word[2] (word[4] == "" ? "" : " " word[3])
    } else print "differences " what[line] " - -"
}
