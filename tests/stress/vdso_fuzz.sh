# SPDX-License-Identifier: MIT
# Fuzzes the symbol lookup in vDSO images with libFuzzer, for FUZZ_SECONDS=n seconds (60). Compares each result with a model
# (hazard malformed-vdso). The fuzzer starts from the images in tests/fuzz/corpus, from those of
# tests/support/vdso_image.hpp, and from this machine's vDSO. FUZZ_KEEP=1 adds the new images to tests/fuzz/corpus and
# minimizes this corpus, without this machine's vDSO.
. "$SRCDIR/tests/scripts/lib"

seconds=${FUZZ_SECONDS:-60}
arch=$(setting ARCH)
chain="-I$SRCDIR/sysdeps/linux/$arch -I$SRCDIR/sysdeps/linux -I$SRCDIR/sysdeps/generic"
flags="-std=c++20 -O1 -g -D_GNU_SOURCE -fsanitize=address,undefined -fno-sanitize-recover=all"

# build VDSO_CPP PROGRAM: builds the fuzzer. Only the lookup in VDSO_CPP is instrumented for coverage, not the model.
build() {
    # shellcheck disable=SC2086 # flags are words
    clang++ $flags -fsanitize=fuzzer-no-link -I"$SRCDIR" $chain -c -o vdso.o "$1" &&
        clang++ $flags -fsanitize=fuzzer main.o vdso.o -o "$2"
}
faults='ERROR: |in the model|outside of the image' # the messages of libFuzzer and of vdso_checker.hpp
# fuzz PROGRAM SECONDS FOLDER...: runs the fuzzer. It starts from the images in the folders, and stores new images in
# the first one. If it finds a fault, prints the fault and fails.
fuzz() {
    program=$1 for=$2
    shift 2
    timeout $((for + 60)) "./$program" -max_total_time="$for" -max_len=4095 -timeout=5 -rss_limit_mb=1024 \
        -print_final_stats=1 "$@" >"$program.log" 2>&1 && return
    echo "$program, see $BUILD/logs/tests/$program: $(grep -E "$faults" "$program.log")"
    mkdir -p "$BUILD/logs/tests/$program"
    mv crash-* timeout-* oom-* "$BUILD/logs/tests/$program/" 2>/dev/null
    return 1
}
# Injects a fault into a copy of the lookup. The fuzzer must find it.
finds() { # PATTERN REPLACEMENT, for sed
    sed "s/$1/$2/" "$SRCDIR/sysdeps/linux/vdso_image.cpp" >injected.cpp
    ! cmp -s injected.cpp "$SRCDIR/sysdeps/linux/vdso_image.cpp" || { echo "nothing was injected"; return 1; }
    build injected.cpp injected || return 1
    rm -rf new && mkdir new
    ! fuzz injected 30 new "$SRCDIR/tests/fuzz/corpus" >injected.found || { echo "nothing was found"; return 1; }
    grep -E "$faults" injected.found
}

echo 'extern "C" int LLVMFuzzerTestOneInput(const unsigned char*, unsigned long) { return 0; }' >probe.cpp
# shellcheck disable=SC2086 # flags are words
if ! have clang++; then
    skip "fuzzing the vDSO's image" "clang++ is not installed"
elif ! clang++ $flags -fsanitize=fuzzer probe.cpp -o probe 2>probe.err; then
    skip "fuzzing the vDSO's image" "clang++ has no libFuzzer here: $(grep -m1 error probe.err)"
else
    # shellcheck disable=SC2086
    check "the fuzzer is built" clang++ $flags -I"$SRCDIR" $chain -c -o main.o "$SRCDIR/tests/fuzz/vdso_fuzz.cpp"
    check "the lookup is built" build "$SRCDIR/sysdeps/linux/vdso_image.cpp" fuzzer
    mkdir corpus seeds own
    # Writes the images of vdso_image.hpp to the folder seeds, and this machine's vDSO to the folder own.
    ./fuzzer seeds seeds
    [ "${FUZZ_KEEP:-}" = 1 ] || ./fuzzer own own
    check "for every image of $seconds s of fuzzing, lookup and model have the same result" \
        fuzz fuzzer "$seconds" corpus "$SRCDIR/tests/fuzz/corpus" seeds own
    sed -n 's/^stat::number_of_executed_units: */executions: /p' fuzzer.log
    sed -n 's/.*\(cov: [0-9]*\) \(ft: [0-9]*\).*/\1 \2/p' fuzzer.log | tail -n 1
    echo "corpus: $(find "$SRCDIR/tests/fuzz/corpus" -type f | wc -l) kept, $(find corpus -type f | wc -l) new"
    ran() { [ "$(sed -n 's/^stat::number_of_executed_units: *//p' fuzzer.log)" -gt $((seconds * 1000)) ]; }
    check "the fuzzer tried more than 1,000 images per second" ran
    if [ "${FUZZ_KEEP:-}" = 1 ]; then
        mkdir kept
        check "the corpus is minimized" ./fuzzer -merge=1 -use_counters=0 kept "$SRCDIR/tests/fuzz/corpus" seeds corpus
        [ -z "$(ls kept)" ] || { rm -f "$SRCDIR"/tests/fuzz/corpus/* && cp kept/* "$SRCDIR/tests/fuzz/corpus/"; }
    fi

    check "a read beyond the end is found" finds '|| size - offset < sizeof value' ''
    check "a name beyond the end is found" finds 'offset < size; ++offset' 'offset <= size; ++offset'
    check "a wrong version is found" finds 'return version.kind == Version::any;' 'return true;'
    check "a function outside of the image is found" finds 'offset < size_ ? base_ + offset : nullptr' 'base_ + offset'
    check "a lookup that never ends is found" finds 'at += definition.vd_next;' '(void)at;'
fi
finish
