# SPDX-License-Identifier: MIT
# The kernel's headers in the sysroot: which they are, and where they come from.
. "$SRCDIR/tests/scripts/lib"
kernel=$(setting WITH_KERNEL_HEADERS)
kernel=${kernel:-$BUILD/kernel-headers}
make=$SRCDIR/kernel/headers/make

# Every file is the kernel's own. A libc that changed one would hide a part of it.
unchanged() {
    (cd "$kernel" && find linux asm asm-generic mtd sound video -name '*.h') | while read -r header; do
        cmp "$kernel/$header" "$NACRE/include/$header" || exit 1
        [ ! -f "$NACRE/include/under/$header" ] || { echo "$header is covered" && exit 1; }
    done
}
check "each kernel header in the sysroot is the kernel's" unchanged
check "there are about 900 of them" [ "$(find "$NACRE/include/linux" -name '*.h' | wc -l)" -gt 700 ]

# The numbers of system calls: the two headers agree, and neither lacks one.
numbers() { # HEADER PREFIX
    echo "#include <$1>" | "$NACRE/bin/nacre-gcc" -E -dM -xc - | sed -n "s/^#define $2\([a-z][a-z0-9_]*\) \([0-9][0-9]*\)\$/\1 \2/p" | sort
}
numbers asm/unistd.h __NR_ >kernel.numbers
numbers sys/syscall.h SYS_ >libc.numbers
numbers sys/syscall.h __NR_ >libc.nr.numbers
check "<asm/unistd.h> has the numbers" [ "$(wc -l <kernel.numbers)" -gt 300 ]
case $(setting ARCH) in
i386 | arm) skip "the same numbers in <sys/syscall.h>" "with a 32-bit long, calls with 32-bit times have other names there" ;;
*)
    check "<sys/syscall.h> has the same numbers" diff kernel.numbers libc.numbers
    check "under both names" diff kernel.numbers libc.nr.numbers ;;
esac

# Where they come from: a package, or else a source. Both are made up here.
mkdir -p package/DEBIAN package/usr/include/linux package/usr/lib/linux/uapi/x86/asm package/usr/include/x86_64-linux-gnu pool
printf 'Package: headers\nVersion: 1\nArchitecture: all\nMaintainer: nobody <nobody@localhost>\nDescription: none\n' >package/DEBIAN/control
echo '/* package */' | tee package/usr/include/linux/version.h >package/usr/lib/linux/uapi/x86/asm/unistd.h
dpkg-deb -b package pool/headers.deb >/dev/null
mkdir -p linux-0/scripts linux-0/include linux-0/arch linux-0/usr linux-0/drivers
touch linux-0/Kbuild
cat >linux-0/Makefile <<'END'
headers:
	mkdir -p $(O)/usr/include/linux $(O)/usr/include/asm
	echo '/* source of $(ARCH) */' | tee $(O)/usr/include/linux/version.h >$(O)/usr/include/asm/unistd.h
	touch $(O)/usr/include/linux/.version.h.cmd
END
tar -czf pool/linux.tar.gz linux-0
pin() { echo "$1 $2 $(sha256sum pool/$2 | cut -d' ' -f1) - copy://$work/$3/$2 $4"; }
places() { # FOLDER OF THE PACKAGE, FOLDER OF THE SOURCE
    pin kernel-headers headers.deb "$1" --with-linux-libc-dev
    pin kernel-source linux.tar.gz "$2" --with-kernel-source
}
made() { # WHAT ARGUMENT...
    said=$1
    shift
    NACRE_PINS=$work/pins NACRE_CACHE=$work/cache "$make" out x86 "$@" && grep -q "$said" out/linux/version.h && grep -q "$said" out/asm/unistd.h
}
# Local files stand for the network, through apt's own program.
[ -x /usr/lib/apt/apt-helper ] || { skip "where the headers come from" "there is no apt-helper, which stands for the network"; finish; exit; }
mkdir cache
places pool pool >pins
check "the headers come from the package" made package
check "nothing else of it is in the folder" [ "$(ls out | tr '\n' ' ')" = "asm linux " ]
mkdir for-x86_64-linux-gnu
NACRE_PINS=$work/pins NACRE_CACHE=$work/cache "$make" for-x86_64-linux-gnu/out x86
check "a folder may have the name of a target" [ "$(ls for-x86_64-linux-gnu/out | tr '\n' ' ')" = "asm linux " ]
rm -rf cache
places none pool >pins
check "they come from the source when the package is missing" made "source of x86"
check "without the files of the kernel's build" [ -z "$(find out -name '.*.cmd')" ]
rm -rf cache
places none none >pins
check_fails "the options that help are named when both are missing" "--with-linux-libc-dev=FILE, --with-kernel-source=FILE" made none
check "what was there stays" grep -q source out/linux/version.h
check "a local package is used" made package "$work/pool/headers.deb"
check "a local source is used" made "source of x86" '' "$work/pool/linux.tar.gz"
echo 'headers:; false' >linux-0/Makefile && tar -czf broken.tar.gz linux-0
check_fails "a source that fails is named" "'make headers' failed in .*broken.tar.gz" made none '' "$work/broken.tar.gz"
check "no folder is left half-made" [ -z "$(find . -maxdepth 1 -name 'out.part.*')" ]
finish
