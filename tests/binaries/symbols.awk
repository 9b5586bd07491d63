# SPDX-License-Identifier: MIT
# Holds the symbols of one libc.so against another's: readelf --dyn-syms -W of the old one, then of the new one. All
# that the old one has must be there, with its type, binding, visibility, version, and as an object its size: a program
# has that copied into itself. Prints "lost NAME", "changed NAME WHAT OLD NEW", "added NAME", and at last how many there are.
NF >= 8 && $1 ~ /^[0-9]+:$/ && $5 ~ /^(GLOBAL|WEAK|UNIQUE)$/ && $7 != "UND" {
    name = $8; version = "none"
    if (match(name, /@.*/)) { version = substr(name, RSTART); name = substr(name, 1, RSTART - 1) }
    where = FILENAME == ARGV[1] ? "old" : "new"
    if (where == "old") { if (!(name in have)) old[++n] = name; have[name] } else there[name]
    is[where, name, "type"] = $4
    is[where, name, "size"] = $4 == "OBJECT" || $4 == "TLS" ? $3 : "-"
    is[where, name, "binding"] = $5
    is[where, name, "visibility"] = $6
    is[where, name, "version"] = version
}
END {
    split("type size binding visibility version", kinds)
    for (i = 1; i <= n; i++) {
        if (!(old[i] in there)) { print "lost " old[i]; continue }
        for (k = 1; k in kinds; k++)
            if (is["old", old[i], kinds[k]] != is["new", old[i], kinds[k]])
                print "changed " old[i], kinds[k], is["old", old[i], kinds[k]], is["new", old[i], kinds[k]]
    }
    for (name in there) if (!(name in have)) print "added " name
    print "compared " n + 0
}
