# SPDX-License-Identifier: MIT
# A manual page's SYNOPSIS as a program: what its headers declare, declared once more as the page has it. What
# they do not declare, and what they declare otherwise, the compiler refuses.
function unquoted(text) { gsub(/"/, "", text); return text }
function declare() {
    declared++
    print "_Static_assert(sizeof &" name " > 0, \"\");"
    print type " " name "(" arguments ");"
}
/^\.Sh / { inside = $2 == "SYNOPSIS"; next }
!inside { next }
$1 == ".Fd" { sub(/^\.Fd /, ""); print }
$1 == ".In" { print "#include <" $2 ">" }
$1 == ".Ft" { sub(/^\.Ft /, ""); type = $0 }
$1 == ".Fn" {
    name = $2
    sub(/^\.Fn [^ ]* */, "")
    # Each argument is in quotes, or a word.
    gsub(/" "/, ", ")
    arguments = unquoted($0)
    declare()
}
$1 == ".Fo" { name = $2; arguments = "" }
$1 == ".Fa" { sub(/^\.Fa /, ""); arguments = arguments (arguments ? ", " : "") unquoted($0) }
$1 == ".Fc" { declare() }
END { if (!declared) print "#error " FILENAME " has no prototype" }
