# SPDX-License-Identifier: MIT
# The whole programs of a manual page's EXAMPLES, each in a file DIR/PAGE.NUMBER.c or .cpp, whose names are printed.
function plain(text) {
    gsub(/\\&/, "", text)
    gsub(/\\\(aq/, "\047", text)
    gsub(/\\\(ga/, "`", text)
    gsub(/\\\(ha/, "^", text)
    gsub(/\\\(ti/, "~", text)
    # What is left of backslashes must be those of the program.
    rest = text
    gsub(/\\e/, "", rest)
    if (rest ~ /\\/) { print FILENAME ":" FNR ": an escape that is not known" >"/dev/stderr"; exit 1 }
    gsub(/\\e/, "\\", text)
    return text
}
/^\.Sh / { inside = $2 == "EXAMPLES" }
inside && /^\.Bd -literal/ { in_program = 1; program = ""; main = ""; next }
in_program && /^\.Ed/ {
    in_program = 0
    if (!main) next
    page = FILENAME
    sub(/.*\//, "", page)
    file = dir "/" page "." ++number main
    printf "%s", program >file
    close(file)
    print file
    next
}
in_program {
    line = plain($0)
    program = program line "\n"
    if (line ~ /^int main\(/) main = line ~ /main\(\)/ ? ".cpp" : ".c"
}
