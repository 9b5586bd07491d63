# SPDX-License-Identifier: MIT
# The libc's constants and structures are those of the kernel's headers in the sysroot. make check-abi does the same for
# every architecture. Injected faults show that a difference is found.
. "$SRCDIR/tests/scripts/lib"
ARCH=$(setting ARCH) LINUX=$(setting WITH_KERNEL_HEADERS) CC=$(setting CC)
LINUX=${LINUX:-$BUILD/kernel-headers} ASM=$LINUX/asm

# compare MUSL OUT: what is not as it is meant to be goes to OUT.found.
compare() {
    # shellcheck disable=SC2086 # a compiler may be several words
    "$SRCDIR/kernel/abi/compare" "$1" "$ARCH" "$LINUX" "$ASM" "$2" $CC && "$SRCDIR/kernel/abi/filter-allowed" "$2" "$ARCH" >"$2.found"
}
is_empty() { cat "$1" && [ ! -s "$1" ]; }
check "the libc's headers are held against the kernel's" compare "$BUILD/headers/musl" "$work/clean"
# With --with-kernel-headers, a younger kernel has more constants. That is no fault.
if [ "$LINUX" != "$BUILD/kernel-headers" ]; then
    skip "what this kernel has and the pinned one does not" "$(grep -cv '^differs' clean.found) names"
    sed -i '/^differs/!d' clean.found
fi
check "the constants and structures of $ARCH are the kernel's" is_empty clean.found
check "there are many of them" [ "$(wc -l <clean/compared)" -gt 2000 ]

# inject HEADER SED: make a header of a copy of musl's wrong.
cp -rp "$BUILD/headers/musl" musl
inject() {
    sed -i "$2" "musl/$1"
    ! cmp -s "musl/$1" "$BUILD/headers/musl/$1" || { echo "not ok injected: nothing in $1: $2"; }
}
found() { grep -qx "$1" injected.found || { cat injected.found && return 1; }; }
inject sys/epoll.h 's/EPOLL_CTL_MOD 3/EPOLL_CTL_MOD 4/; s/EPOLL_CLOEXEC O_CLOEXEC/EPOLL_CLOEXEC EPOLL_CLOEXEC\nenum { EPOLL_CLOEXEC = 1 };/'
inject sys/inotify.h 's/define IN_ACCESS .*/define IN_ACCESS main/'
inject sys/signalfd.h 's/uint32_t  *ssi_pid;/uint64_t ssi_pid;/'
inject sys/inotify.h 's/uint32_t mask, cookie, len;/uint32_t mask, cookie; uint16_t len, more;/; /define IN_EXCL_UNLINK/d'
inject poll.h 's/short revents;/short answers;/'
check "the injected faults can be compared" compare "$work/musl" "$work/injected"
check "injected: a wrong constant" found 'differs EPOLL_CTL_MOD 4 3'
check "injected: a wrong member of an enumeration" found 'differs EPOLL_CLOEXEC 1 524288'
check "injected: a constant that is none" found 'differs IN_ACCESS - -'
check "injected: a member in another place" found 'differs struct signalfd_siginfo ssi_uid offset .*'
check "injected: a structure of another size" found 'differs struct signalfd_siginfo size 136 128'
check "injected: a member of another size" found 'differs struct inotify_event len size 2 4'
check "injected: a member that is missing" found 'differs struct pollfd revents size - -'
check "injected: a constant that is missing" found 'missing IN_EXCL_UNLINK linux/inotify.h sys/inotify.h'
others() { ! grep -vE 'EPOLL_CTL_MOD|EPOLL_CLOEXEC|IN_(ACCESS|ALL_EVENTS)|signalfd_siginfo|inotify_event len|pollfd|IN_EXCL_UNLINK' injected.found; }
check "and nothing beside them" others

echo oops >>musl/sys/inotify.h
check_fails "injected: a header that cannot be read" "^broken " compare "$work/musl" "$work/injected"
finish
