# SPDX-License-Identifier: MIT
# The functions that headers declare, of what the preprocessor made of them. LIST has the headers, as paths below
# the folder ROOT.
BEGIN { while ((getline header <list) > 0) ours[root "/" header] }
/^# [0-9]+ "/ { file = $3; gsub(/"/, "", file); take = file in ours; next }
take { text = text " " $0 }
END {
    while (gsub(/\{[^{}]*\}/, " ", text)) ;
    count = split(text, part, ";")
    for (i = 1; i <= count; i++)
        if (part[i] !~ /typedef/ && match(part[i], /[a-z_][a-z_0-9]*\(/)) print substr(part[i], RSTART, RLENGTH - 1)
}
