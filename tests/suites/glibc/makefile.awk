# SPDX-License-Identifier: MIT
# Reads a Makefile of glibc and prints what it says about tests, one fact per line:
#   test NAME             NAME is in a list of tests that run one program
#   not NAME              NAME is in a list of tests that need more, such as a container, an internal symbol or another file
#   flags NAME FLAGS      the test is compiled with FLAGS
#   args NAME ARGS        the test is run with ARGS
#   env NAME VARIABLES    the test is run with these environment variables
# Conditions are ignored: all branches count. Other variables and functions of make in a value are removed.
function fact(name, value,    words, n, i, kind) {
    # The recipe replaces @program@ by the path of the test.
    gsub(/\$\((host-)?test-program-cmd\)/, "@program@", value)
    gsub(/\$\((common-)?objpfx\)|\$\{(common-)?objpfx\}/, "", value)
    sub(/--test-dir=[^ ]*/, "--test-dir=.", value)
    while (gsub(/\$\([^()]*\)/, "", value)) {}
    if (name ~ /^(tests|tests-printf|tests-static|tests-time64|tests-no-.*|tests-2\.0)$/) kind = "test"
    if (name ~ /^(tests-internal|tests-container|tests-static-internal|modules-names.*|tests-unsupported|tests-printf.*|test-srcs|tests-mcheck|tests-special)$/)
        kind = "not"
    if (kind) {
        n = split(value, words, /[ \t]+/)
        for (i = 1; i <= n; i++) if (words[i] ~ /^[A-Za-z0-9_.-]+$/) print kind, words[i]
    } else if (name ~ /^CFLAGS-.*\.c$/) {
        sub(/OBJPFX=\\"\\"/, "OBJPFX=\\\"./\\\"", value)
        print "flags", substr(name, 8, length(name) - 9), value
    } else if (name ~ /-ARGS$/) print "args", substr(name, 1, length(name) - 5), value
    else if (name ~ /-ENV$/) {
        gsub(/(LD_PRELOAD|LD_LIBRARY_PATH|LOCPATH|MALLOC_TRACE|LD_AUDIT)=[^ ]*/, "", value)
        print "env", substr(name, 1, length(name) - 4), value
    }
}
/^\t/ && !more { next }
{
    sub(/[ \t]*#.*/, "")
    line = more ? line " " $0 : $0
    more = sub(/\\$/, "", line)
    if (more) next
    if (line ~ /^\$\(objpfx\)[^:=]*:[^=]*\.s?o( |$)/) {
        # The test is linked or run with other files.
        n = split(substr(line, 1, index(line, ":") - 1), words, " ")
        for (i = 1; i <= n; i++) {
            gsub(/\$\(objpfx\)|\.out$/, "", words[i])
            print "not", words[i]
        }
    }
    if (match(line, /^[ \t]*[A-Za-z0-9_.-]+[ \t]*[:+]?=/)) {
        name = substr(line, 1, RLENGTH)
        value = substr(line, RLENGTH + 1)
        gsub(/[ \t:+=]/, "", name)
        sub(/^[ \t]+/, "", value)
        fact(name, value)
    }
}
