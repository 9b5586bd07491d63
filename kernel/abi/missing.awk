# SPDX-License-Identifier: MIT
# Prints the kernel's constants that the libc lacks. Input: the table of required constants, the libc's constants, the
# kernel's names.
FILENAME ~ /required-constants$/ {
    if (!/^#/ && NF) { count++; header[count] = $1; from[count] = $2; names[count] = $3 }
    next
}
FILENAME ~ /constants$/ { has[$1] = 1; next }
($1 == "macro" || $1 == "enumerator") && !($2 in has) {
    for (i = 1; i <= count; i++)
        if ($3 ~ "^(" from[i] ")$" && $2 ~ "^(" names[i] ")$") { print $2, $3, header[i]; next }
}
