// SPDX-License-Identifier: MIT
// ask: asks this kernel for what kernel/since/table has, and prints "since: NAME yes" or "since: NAME
// no" for each. It looks at no version, and nothing that it asks for changes anything: a call that is
// there is told by what else it finds wrong.
#include <fcntl.h>
#include <nacre/random.h>
#include <sys/mman.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>

namespace {

void tell(const char* kind, const char* name, bool has) {
  std::printf("since: %s:%s %s\n", kind, name, has ? "yes" : "no");
}

// Calls of all architectures, by their numbers: the libc's header names those of its own time. With
// these arguments each finds something else that is wrong, first of all, where it is there: a descriptor
// that is none, flags that nobody knows, or an address where nothing is.
struct Call {
  const char* name;
  long number;
  long arguments[6];
};
constexpr long kNone = -1, kNowhere = 8, kFlags = 0x7ffff000;
const Call kCalls[] = {
    {"getrandom", SYS_getrandom, {kNowhere, 1, 0x100}},
    {"memfd_create", SYS_memfd_create, {kNowhere, 0x800}},
    {"pidfd_send_signal", 424, {kNone, 0, 0, 0}},
    {"pidfd_open", 434, {kNone, 0}},
    {"clone3", 435, {kNowhere, 0}},
    {"openat2", 437, {kNone, kNowhere, kNowhere, 0}},
    {"pidfd_getfd", 438, {kNone, kNone, 0}},
    {"faccessat2", 439, {kNone, kNowhere, 0, kFlags}},
    {"close_range", 436, {2, 1, 0}},
    {"process_madvise", 440, {kNone, 0, 0, 0, 1}},
    {"epoll_pwait2", 441, {kNone, kNowhere, 0, 0, 0, 0}},
    {"mount_setattr", 442, {kNone, kNowhere, kFlags, kNowhere, 0}},
    {"memfd_secret", 447, {kFlags}},
    {"process_mrelease", 448, {kNone, 1}},
    {"futex_waitv", 449, {kNowhere, 0, 1, 0, 0}},
    {"cachestat", 451, {kNone, kNowhere, kNowhere, 0}},
    {"fchmodat2", 452, {kNone, kNowhere, 0, kFlags}},
    {"map_shadow_stack", 453, {1, 1, kFlags}},
    {"futex_wake", 454, {kNowhere, 0, 0, kFlags}},
    {"statmount", 457, {kNowhere, kNowhere, 0, 1}},
    {"listmount", 458, {kNowhere, kNowhere, 0, 0x80}},
    {"lsm_list_modules", 461, {kNowhere, kNowhere, 1}},
    {"mseal", 462, {1, 1, 1}},
    {"setxattrat", 463, {kNone, kNowhere, kFlags, kNowhere, kNowhere, 0}},
    {"open_tree_attr", 467, {kNone, kNowhere, kFlags, kNowhere, 0}},
    {"file_getattr", 468, {kNone, kNowhere, kNowhere, 0, 0x80}},
};

bool is_call(const Call& call) {
  const auto& a = call.arguments;
  return syscall(call.number, a[0], a[1], a[2], a[3], a[4], a[5]) >= 0 || errno != ENOSYS;
}

// A page of the process's own, to ask about.
class Page {
 public:
  Page() : at_(mmap(nullptr, size(), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)) {}
  ~Page() { munmap(at_, size()); }
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;
  static std::size_t size() { return static_cast<std::size_t>(getpagesize()); }
  void* at() const { return at_; }
  bool takes(int advice) const { return madvise(at_, size(), advice) == 0; }

 private:
  void* at_;
};

bool maps(int flags) {
  void* const at = mmap(nullptr, Page::size(), PROT_READ | PROT_WRITE, flags, -1, 0);
  if (at == MAP_FAILED) return false;
  munmap(at, Page::size());
  return true;
}

// A kernel that does not know the flag takes the address for a hint, and maps elsewhere.
bool knows_noreplace() {
  const Page page;
  constexpr int kNoReplace = 0x100000;
  void* const at =
      mmap(page.at(), Page::size(), PROT_READ, MAP_PRIVATE | MAP_ANONYMOUS | kNoReplace, -1, 0);
  const bool refused = at == MAP_FAILED && errno == EEXIST;
  if (at != MAP_FAILED) munmap(at, Page::size());
  return refused;
}

bool opens(long number, long a, long b) {
  const long fd = syscall(number, a, b, 0, 0, 0, 0);
  if (fd >= 0) close(static_cast<int>(fd));
  return fd >= 0;
}

// To a file in memory.
bool writes_with(int flag) {
  const int file = static_cast<int>(syscall(SYS_memfd_create, "since", 0));
  char byte = 0;
  iovec one{&byte, 1};
  const bool known = syscall(SYS_pwritev2, file, &one, 1, 0, 0, flag) == 1 || errno != EOPNOTSUPP;
  close(file);
  return known;
}

bool vdso_has_getrandom() {
  unsigned char byte;
  static_cast<void>(getrandom(&byte, 1, 0));  // whether its memory is refused is known only then
  nacre_random_report report{};
  return nacre_random_describe(&report, sizeof report) == 0 && *report.reason == 0;
}

}  // namespace

int main() {
  const Page page;
  for (const Call& call : kCalls) tell("call", call.name, is_call(call));
  const int self = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  tell("flag", "F_DUPFD_QUERY", fcntl(self, 1024 + 3, self) == 1);
  tell("flag", "F_CREATED_QUERY", fcntl(self, 1024 + 4) == 0);
  close(self);
  tell("flag", "MFD_NOEXEC_SEAL", opens(SYS_memfd_create, reinterpret_cast<long>("since"), 0x8));
  tell("flag", "CLOSE_RANGE_CLOEXEC", syscall(436, 1000000, 1000000, 4) == 0);
  tell("flag", "PIDFD_NONBLOCK", opens(434, getpid(), O_NONBLOCK));
  tell("flag", "PIDFD_THREAD", opens(434, gettid(), O_EXCL));
  tell("flag", "MADV_WIPEONFORK", page.takes(18));
  tell("flag", "MADV_COLD", page.takes(20));
  tell("flag", "MADV_PAGEOUT", page.takes(21));
  tell("flag", "MADV_POPULATE_READ", page.takes(22));
  tell("flag", "MADV_GUARD_INSTALL", page.takes(102));
  tell("flag", "MAP_FIXED_NOREPLACE", knows_noreplace());
  tell("flag", "MAP_DROPPABLE", maps(0x08 | MAP_ANONYMOUS));
  tell("flag", "RWF_NOAPPEND", writes_with(0x20));
  tell("vdso", "getrandom", vdso_has_getrandom());
}
