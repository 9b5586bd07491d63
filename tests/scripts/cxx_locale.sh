# SPDX-License-Identifier: MIT
# std::locale: the names that musl accepts, and what each facet does.
. "$SRCDIR/tests/scripts/lib"

compilers=g++
if have clang; then compilers="g++ clang++"; else skip "all of clang" "there is no clang on this machine"; fi
wide='grüß 中 😀'
# runs WORDS... : with an empty environment but for these words, the last of which is the name of the locale.
runs() { [ "$(env -i "$@" 2>&1 | tail -n 1)" = ok ] || { env -i "$@"; return 1; }; }
shows_wide() { env -i "$@" | grep -qxF "$wide"; }

for compiler in $compilers; do
    check "nacre-$compiler compiles the program" "$NACRE/bin/nacre-$compiler" -std=c++20 -Wno-deprecated-declarations \
        -c "$SRCDIR/tests/cxx/locale.cpp" -o locale.o
    for mode in -static ''; do
        how="nacre-$compiler ${mode:-dynamic}"
        check "$how: the program links" "$NACRE/bin/nacre-$compiler" $mode locale.o -o locale
        check "$how: LANG=C.UTF-8" runs LANG=C.UTF-8 ./locale C.UTF-8
        check "$how: LANG=en_US.UTF-8" runs LANG=en_US.UTF-8 ./locale en_US.UTF-8
        check "$how: LC_ALL counts before LANG" runs LANG=C LC_ALL=de_DE.UTF-8 ./locale de_DE.UTF-8
        check "$how: a locale that nobody has" runs LANG=xx_YY.UTF-8 ./locale xx_YY.UTF-8
        check "$how: LC_ALL=C" runs LANG=de_DE.UTF-8 LC_ALL=C ./locale C
        check "$how: no variable means musl's default" runs ./locale C.UTF-8
        check "$how: empty variables too" runs LANG= LC_ALL= ./locale C.UTF-8
        check "$how: one category differs" runs LANG=en_US.UTF-8 LC_NUMERIC=C ./locale \
            "LC_CTYPE=en_US.UTF-8;LC_NUMERIC=C;LC_TIME=en_US.UTF-8;LC_COLLATE=en_US.UTF-8;LC_MONETARY=en_US.UTF-8;LC_MESSAGES=en_US.UTF-8"
        check "$how: std::wcout writes UTF-8" shows_wide LANG=de_DE.UTF-8 ./locale de_DE.UTF-8
    done
done
finish
