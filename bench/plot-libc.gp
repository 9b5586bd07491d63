# SPDX-License-Identifier: MIT
# Plots the results of make bench-libc to standard output: for each group of operations, the time of nacre and of musl
# divided by the time of glibc-new. bench/plot-style.gp comes first. The caller sets:
#   csv      the results: the file libc.csv
#   where    the description of the machine
#   scripts  the folder of plot-libc.awk
lines(of) = sprintf("< awk -f '%s/plot-libc.awk' '%s' | grep '^%s,'", scripts, csv, of)
groups = int(system(sprintf("awk -f '%s/plot-libc.awk' '%s' | grep -c '^group,'", scripts, csv)))

set title "Time of libc functions, divided by the time of glibc-new. A line is the geometric mean of a group.\n".where \
    noenhanced
set key outside right center Left reverse samplen 1 spacing 1.3
set logscale y
set ylabel "time : time of glibc-new"
set ytics ("1/1000" 0.001, "1/100" 0.01, "1/30" 1.0 / 30, "1/10" 0.1, "1/5" 0.2, "1/2" 0.5, "1" 1, "2" 2, "5" 5, "10" 10, \
    "30" 30, "100" 100, "1000" 1000)
set xrange [0.5:groups + 0.5]
set xtics scale 0
unset grid
set grid ytics linecolor rgb '#dddddd' linetype 1
do for [i = 1:groups - 1] { set arrow from first i + 0.5, graph 0 to first i + 0.5, graph 1 nohead linecolor rgb '#dddddd' }

plot 1 with lines linecolor rgb '#555555' linewidth 1 notitle, \
    lines('group') using 3:(1):xtic(2) with points pointsize 0 linecolor rgb 'white' notitle, \
    for [p in "musl nacre"] lines('point,'.p) using 3:4 with points pointtype 7 pointsize 0.35 \
        linecolor rgb colour(p) title p, \
    for [p in "musl nacre"] lines('mean,'.p) using 3:4:5:(0) with vectors nohead linewidth 3 linecolor rgb colour(p) notitle, \
    for [p in "musl nacre"] lines('mean,'.p) using ($3 + $5 / 2):7:6 with labels \
        textcolor rgb colour(p) notitle
