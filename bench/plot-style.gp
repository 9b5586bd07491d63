# SPDX-License-Identifier: MIT
# The appearance of all plots. The caller sets:
#   format  'svg' or 'png'
if (format eq 'svg') { set terminal svg size 1000,620 font "DejaVu Sans,11" background rgb 'white' } \
else { set terminal pngcairo size 1500,930 font "DejaVu Sans,15" linewidth 1.5 }

set datafile separator ','
set grid xtics ytics linecolor rgb '#dddddd' linetype 1
set border 3 linecolor rgb '#555555'
set tics nomirror

# Each family of peers has its own color.
colour(p) = p eq 'nacre' ? '#c2185b' : p eq 'nacre-avx2' ? '#e57399' : p eq 'nacre-sse2' ? '#f0a3bd' : \
    p eq 'vdso' ? '#000000' : p eq 'syscall' ? '#888888' : p eq 'glibc-new' ? '#1565c0' : \
    p eq 'glibc-host' ? '#64a7e8' : p eq 'musl' ? '#2e7d32' : p eq 'libsodium' ? '#ef8a17' : \
    p eq 'openssl' ? '#7b52ab' : '#b08d57'
