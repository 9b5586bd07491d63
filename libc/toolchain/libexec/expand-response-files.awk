# SPDX-License-Identifier: MIT
# Prints the words of a compiler's command, each quoted for the shell. A response file (@FILE) is replaced by the words
# in it, as gcc 12 and clang 14 do it: a backslash escapes the next character, also in quotes. If the file cannot be read,
# the word @FILE stays.
# usage: awk -f expand-response-files.awk -- WORD...

function put(word) {
    gsub(/'/, "'\\''", word)
    printf " '%s'", word
}

# Prints one word of the command or of a response file. If the word is @FILE, prints the words in FILE. `depth` is the
# number of response files that the word is nested in. All words of a response file in a -Wl,LIST are for the linker, so
# each is printed after a -Xlinker. After a -Xlinker, only the first word of a response file is for the linker.
# `for_linker` is set if the previous word was -Xlinker.
function word_or_file(word, depth,    pieces, n, i) {
    if (is_response_file(word, depth)) expand(substr(word, 2), depth + 1, 0)
    else if (for_linker) { for_linker = 0; linker_word(word, depth) }
    else if (word == "-Xlinker") for_linker = 1
    else if (word ~ /^-Wl,(.*,)?@/) {
        n = split(substr(word, 5), pieces, ",")
        for (i = 1; i <= n; i++) linker_word(pieces[i], depth)
    } else put(word)
}

function linker_word(word, depth) {
    if (is_response_file(word, depth)) expand(substr(word, 2), depth + 1, 1)
    else { put("-Xlinker"); put(word) }
}

# A file that includes itself is expanded 100 times.
function is_response_file(word, depth,    name) {
    if (depth >= 100 || word !~ /^@./) return 0
    name = substr(word, 2)
    gsub(/'/, "'\\''", name)
    return system("test -r '" name "' && test ! -d '" name "'") == 0
}

# Prints the words of a response file. `to_linker` is set if they are for the linker.
function expand(name, depth, to_linker,    words, n, i) {
    n = split_file(name, words)
    for (i = 1; i <= n; i++)
        if (to_linker) linker_word(words[i], depth)
        else word_or_file(words[i], depth)
}

# Stores the words of a response file in `words` and returns their number. A line without quotes and backslashes is
# split by one call of split(), which is faster than the loop over its characters.
function split_file(name, words,    line, n, open, word, started, quote, escaped, i, c, parts, count) {
    n = 0
    while ((getline line <name) > 0) {
        sub(/\r$/, "", line)
        if (quote == "" && !started && line !~ /["'\\]/) {
            count = split(line, parts, /[ \t\r\f\v]+/)
            for (i = 1; i <= count; i++) if (parts[i] != "") words[++n] = parts[i]
            continue
        }
        line = line "\n"
        for (i = 1; i <= length(line); i++) {
            c = substr(line, i, 1)
            if (escaped) { word = word c; escaped = 0 }
            else if (c == "\\") { escaped = 1; started = 1 }
            else if (quote != "") { if (c == quote) quote = ""; else word = word c }
            else if (c == "\"" || c == "'") { quote = c; started = 1 }
            else if (c !~ /[ \t\r\n\f\v]/) { word = word c; started = 1 }
            else if (started) { words[++n] = word; word = ""; started = 0 }
        }
    }
    close(name)
    if (started) words[++n] = word
    return n
}

BEGIN {
    for (i = 1; i < ARGC; i++) word_or_file(ARGV[i], 0)
    if (for_linker) put("-Xlinker")
}
