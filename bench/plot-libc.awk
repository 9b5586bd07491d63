# SPDX-License-Identifier: MIT
# Reads libc.csv. Prints, for the libcs nacre and musl, the ratios of their times to those of glibc-new:
#   group,NAME,X                       the middle of the group on the x axis
#   point,LIBC,X,RATIO                 one row of the results
#   mean,LIBC,X,RATIO,WIDTH,TEXT,TOP   the geometric mean of a group. TOP is the position of the text above all points
# A group is one unit wide. The points of musl are in its left half, and those of nacre in its right half.
BEGIN { FS = OFS = "," }
$5 + 0 > 0 { ns[$1, $2, $3, $4] = $5 }
$1 == "glibc-new" && $5 + 0 > 0 { rows[++count] = $2 SUBSEP $3 SUBSEP $4 }

function group_of(row, parts) {
    split(row, parts, SUBSEP)
    return parts[1] ~ "/" ? substr(parts[1], 1, index(parts[1], "/") - 1) : "string"
}

END {
    for (i = 1; i <= count; ++i)
        if (!(size[group_of(rows[i])]++)) names[++groups] = group_of(rows[i])
    for (row in ns) {
        split(row, key, SUBSEP)
        base = "glibc-new" substr(row, length(key[1]) + 1)
        if ((key[1] == "musl" || key[1] == "nacre") && base in ns && ns[row] / ns[base] > top) top = ns[row] / ns[base]
    }
    for (g = 1; g <= groups; ++g) {
        print "group", names[g], g
        for (left = 1; left >= 0; --left) {
            libc = left ? "musl" : "nacre"
            from = left ? g - 0.42 : g + 0.04
            sum = found = at = 0
            for (i = 1; i <= count; ++i) {
                if (group_of(rows[i]) != names[g]) continue
                ++at
                if (!((libc, rows[i]) in ns)) continue
                ratio = ns[libc, rows[i]] / ns["glibc-new", rows[i]]
                sum += log(ratio)
                ++found
                print "point", libc, from + 0.38 * at / (size[names[g]] + 1), ratio
            }
            if (found) print "mean", libc, from, exp(sum / found), 0.38, sprintf("%.2f", exp(sum / found)), 2 * top
        }
    }
}
