# SPDX-License-Identifier: MIT
# Prints the figures of bench/memory/churn.cpp as a table, with their ratios to glibc's.
{
	name[NR] = $1
	start[NR] = $2
	for (i = 3; i <= 6; i++) kib[NR, i] = $i
	if ($1 ~ /^glibc/) glibc = NR
}
END {
	print "Resident memory in KiB, and its ratio to glibc's"
	printf "%-22s %7s %14s %14s %14s %14s\n", "allocator", "start", "end of churn", "peak", "all freed", "later"
	for (row = 1; row <= NR; row++) {
		printf "%-22s %7d", name[row], start[row]
		for (i = 3; i <= 6; i++) printf " %8d %5.2f", kib[row, i], kib[row, i] / kib[glibc, i]
		print ""
	}
}
