# SPDX-License-Identifier: MIT
# Plots the results of the benchmark of random functions to standard output. bench/plot-style.gp comes first. The caller
# sets:
#   csv    the results: the file random.csv
#   what   'ns' for nanoseconds per request, or 'rate' for MB/s
#   where  the description of the machine

# The rows of one peer for the operation fill with one thread, as input for gnuplot. A peer is a source of random bytes.
fills(peer) = sprintf("< awk -F, '$1 == \"%s\" && $2 == \"fill\" && $4 == 1 && $5 != \"\"' '%s'", peer, csv)
# nacre's lines are drawn last, so that they are on top.
peers = system(sprintf("awk -F, '$2 == \"fill\" && $5 != \"\" && !seen[$1]++ { print ($1 ~ /^nacre/), 100 - NR, $1 }' '%s' | sort -k1,1n -k2,2n | cut -d' ' -f3", csv))

set key outside right center invert Left reverse samplen 2.5 spacing 1.3
set logscale y
set logscale x 2
set xrange [0.9:20000000]
set xtics ("1" 1, "4" 4, "16" 16, "64" 64, "256" 256, "1 KiB" 1024, "4 KiB" 4096, "16 KiB" 16384, \
    "64 KiB" 65536, "256 KiB" 262144, "1 MiB" 1048576, "16 MiB" 16777216)
set xlabel "bytes per request"

# nacre's line is thick. The kernel's interfaces are dashed.
width(p) = p eq 'nacre' ? 3.5 : 1.8
dash(p) = p eq 'vdso' ? 4 : p eq 'syscall' || p eq 'urandom' ? 3 : 1

if (what eq 'ns') {
    set title "Time of one request for random bytes\n".where noenhanced
    set ylabel "time per request"
    set ytics ("1 ns" 1, "10 ns" 10, "100 ns" 100, "1 µs" 1e3, "10 µs" 1e4, "100 µs" 1e5, "1 ms" 1e6, "10 ms" 1e7, "100 ms" 1e8)
    plot for [p in peers] fills(p) using 3:5 with lines linewidth width(p) dashtype dash(p) \
        linecolor rgb colour(p) title p
} else {
    set title "Throughput of random bytes, one thread\n".where noenhanced
    set ylabel "MB/s"
    plot for [p in peers] fills(p) using 3:($3 * 1000 / $5) with lines linewidth width(p) dashtype dash(p) \
        linecolor rgb colour(p) title p
}
