# SPDX-License-Identifier: MIT
# Summarizes the log of bench-programs: bytes and errors of each client, and the most requested pages.
{
    gsub(/[\[\]"]/, "")
    split($4, time, /[\/:]/)
    bytes[$1] += $NF
    hour[time[4]]++
    if ($(NF - 1) == 404) errors[$1]++
    if (match($0, /item=[0-9]+/)) item[substr($0, RSTART + 5, RLENGTH - 5)]++
    page[toupper(substr($7, 1, index($7, "?") - 1))]++
}
END {
    for (c in bytes) printf "%-16s %12d %6d %.3f\n", c, bytes[c], errors[c], bytes[c] / NR
    n = asorti(item, names)
    for (i = 1; i <= n; i++) total += names[i] * item[names[i]]
    for (p in page) print p, page[p]
    for (h in hour) print h, hour[h]
    print total
}
