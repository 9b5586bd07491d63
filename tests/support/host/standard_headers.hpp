// SPDX-License-Identifier: MIT
// The headers of ISO C and POSIX, and the functions that headers declare.
#pragma once
#include <set>
#include <string>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

inline const char kHeadersOfIsoC[] =
    "assert.h complex.h ctype.h errno.h fenv.h float.h inttypes.h iso646.h limits.h locale.h math.h "
    "setjmp.h signal.h stdalign.h stdarg.h stdbool.h stddef.h stdint.h stdio.h stdlib.h stdnoreturn.h "
    "string.h tgmath.h threads.h time.h uchar.h wchar.h wctype.h";
// The headers that POSIX adds to ISO C, and those that its option XSI adds.
inline const char kHeadersOfPosix[] =
    "aio.h arpa/inet.h cpio.h dirent.h dlfcn.h fcntl.h fnmatch.h glob.h grp.h iconv.h langinfo.h "
    "monetary.h mqueue.h net/if.h netdb.h netinet/in.h netinet/tcp.h nl_types.h poll.h pthread.h pwd.h "
    "regex.h sched.h semaphore.h spawn.h strings.h sys/mman.h sys/select.h sys/socket.h sys/stat.h "
    "sys/statvfs.h sys/times.h sys/types.h sys/uio.h sys/un.h sys/utsname.h sys/wait.h tar.h termios.h "
    "unistd.h utime.h wordexp.h";
inline const char kHeadersOfXsi[] =
    "fmtmsg.h ftw.h libgen.h search.h sys/ipc.h sys/msg.h sys/resource.h sys/sem.h sys/shm.h sys/time.h "
    "syslog.h ulimit.h utmpx.h";

// Returns all headers of POSIX. They contain those of ISO C.
inline Strings headers_of_posix() {
  return words(std::string(kHeadersOfIsoC) + " " + kHeadersOfPosix + " " + kHeadersOfXsi);
}

// Returns the functions that a C source declares. Their names precede " (" in the prototypes that gcc
// prints for -aux-info. Some keywords precede " (" too, and are also returned.
inline std::set<std::string> functions_in(const std::string& source, const Strings& flags) {
  const Output prototypes = Command{in_sysroot("bin/nacre-gcc")}
                                .add(flags)
                                .add({"-fsyntax-only", "-aux-info", "/dev/stdout", "-x", "c", "-"})
                                .input(source)
                                .run();
  EXPECT_EQ(prototypes.status, 0) << prototypes.err;
  std::set<std::string> names;
  for (std::string line : lines(prototypes.out)) {
    // If the function returns a pointer to a function, as signal does, its name is in " (*name (...".
    if (const size_t pointer = line.find(" (*"); pointer != line.npos) line.replace(pointer, 3, " ");
    for (size_t end = line.find(" ("); end != line.npos; end = line.find(" (", end + 1)) {
      size_t begin = end;
      while (begin > 0 &&
             (isalnum(static_cast<unsigned char>(line[begin - 1])) || line[begin - 1] == '_'))
        --begin;
      if (begin < end) names.insert(line.substr(begin, end - begin));
    }
  }
  return names;
}

}  // namespace nacre::test
