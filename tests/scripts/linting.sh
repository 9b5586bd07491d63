# SPDX-License-Identifier: MIT
# The repository's own rules, by the field's tools, where this machine has them.
. "$SRCDIR/tests/scripts/lib"

cd "$SRCDIR" || exit 1
sources=$(find libc support sysdeps tools tests bench -name '*.cpp' -o -name '*.hpp')
if have clang-format; then
    # shellcheck disable=SC2086
    check "clang-format" clang-format --dry-run -Werror $sources
else
    skip clang-format "not on this machine"
fi
if have clang-tidy && have clang; then
    cd "$BUILD" || exit 1
    # Of the architectures, this one.
    arch=$(setting ARCH)
    # shellcheck disable=SC2046
    check "clang-tidy" clang-tidy --quiet --config-file="$SRCDIR/.clang-tidy" \
        $(find "$SRCDIR/libc" "$SRCDIR/sysdeps" -name '*.cpp' ! -path '*/sysdeps/linux/*/*') \
        $(find "$SRCDIR/sysdeps/linux/$arch" -name '*.cpp') -- -std=c++20 -ffreestanding -nostdinc -nostdinc++ \
        -D_GNU_SOURCE -isystem sysroot/include -isystem "$(clang -print-resource-dir)/include" \
        -idirafter sysroot/include/under -I"$SRCDIR" -I"$SRCDIR/sysdeps/linux/$arch" \
        -I"$SRCDIR/sysdeps/linux" -I"$SRCDIR/sysdeps/musl" -I"$SRCDIR/sysdeps/generic" -Iobj/generated
    cd "$SRCDIR" || exit 1
else
    skip clang-tidy "not on this machine"
fi
if have shellcheck; then
    # shellcheck disable=SC2046 # names have no spaces
    check "shellcheck" shellcheck -s sh -S warning -e SC2154 $(find . \( -name .git -o -name build \) -prune -o \
        -type f \( -name '*.sh' -o -exec sh -c 'head -n 1 "$1" | grep -q "^#!/bin/sh"' - {} \; \) -print)
else
    skip shellcheck "not on this machine"
fi
check "every file says its license" sh -c "! grep -rLE 'SPDX-License-Identifier' libc support sysdeps tools kernel tests bench build-aux configure Makefile --include=*.?pp --include=*.[ch] --include=*.mk --include=*.sh | grep ."
finish
