# SPDX-License-Identifier: MIT
# Turns compiler errors into findings. Input: the generated source, then the compiler's output. Output lines:
#   differences WHAT LIBC KERNEL   the values differ
#   absent WHAT                    the kernel's headers do not have it
#   broken ERROR                   an error outside the comparison lines
FNR == NR {
    if (match($0, /\/\/ /)) {
        what[FNR] = substr($0, RSTART + 3)
        # The column where the kernel's side begins.
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
