// SPDX-License-Identifier: MIT
// probe: prints for each feature in kernel/since/table whether this kernel has it: "since: NAME yes" or
// "since: NAME no". The program ignores the kernel's version. The probes of system calls change nothing:
// each call has an invalid argument, and any error other than ENOSYS shows that the call exists.
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

void report(const char* kind, const char* name, bool has) {
  std::printf("since: %s:%s %s\n", kind, name, has ? "yes" : "no");
}

// From 424 on, a system call has the same number on all architectures that the guests emulate. These
// numbers are written out, because the libc's header may not name the newest calls. The arguments make
// an existing call fail: an invalid descriptor or range, unknown flags, or an unmapped address.
struct Call {
  const char* name;
  long number;
  long arguments[6];
};
constexpr long kInvalid = -1, kUnmapped = 8, kFlags = 0x7ffff000;
const Call kCalls[] = {
    {"getrandom", SYS_getrandom, {kUnmapped, 1, 0x100}},
    {"memfd_create", SYS_memfd_create, {kUnmapped, 0x800}},
    {"pidfd_send_signal", 424, {kInvalid, 0, 0, 0}},
    {"pidfd_open", 434, {kInvalid, 0}},
    {"clone3", 435, {kUnmapped, 0}},
    {"openat2", 437, {kInvalid, kUnmapped, kUnmapped, 0}},
    {"pidfd_getfd", 438, {kInvalid, kInvalid, 0}},
    {"faccessat2", 439, {kInvalid, kUnmapped, 0, kFlags}},
    {"close_range", 436, {2, 1, 0}},
    {"process_madvise", 440, {kInvalid, 0, 0, 0, 1}},
    {"epoll_pwait2", 441, {kInvalid, kUnmapped, 0, 0, 0, 0}},
    {"mount_setattr", 442, {kInvalid, kUnmapped, kFlags, kUnmapped, 0}},
    {"memfd_secret", 447, {kFlags}},
    {"process_mrelease", 448, {kInvalid, 1}},
    {"futex_waitv", 449, {kUnmapped, 0, 1, 0, 0}},
    {"cachestat", 451, {kInvalid, kUnmapped, kUnmapped, 0}},
    {"fchmodat2", 452, {kInvalid, kUnmapped, 0, kFlags}},
    {"map_shadow_stack", 453, {1, 1, kFlags}},
    {"futex_wake", 454, {kUnmapped, 0, 0, kFlags}},
    {"statmount", 457, {kUnmapped, kUnmapped, 0, 1}},
    {"listmount", 458, {kUnmapped, kUnmapped, 0, 0x80}},
    {"lsm_list_modules", 461, {kUnmapped, kUnmapped, 1}},
    {"mseal", 462, {1, 1, 1}},
    {"setxattrat", 463, {kInvalid, kUnmapped, kFlags, kUnmapped, kUnmapped, 0}},
    {"open_tree_attr", 467, {kInvalid, kUnmapped, kFlags, kUnmapped, 0}},
    {"file_getattr", 468, {kInvalid, kUnmapped, kUnmapped, 0, 0x80}},
};

bool is_call(const Call& call) {
  const auto& a = call.arguments;
  return syscall(call.number, a[0], a[1], a[2], a[3], a[4], a[5]) >= 0 || errno != ENOSYS;
}

// A private page to probe with.
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

// A kernel without the flag treats the address as a hint and maps another page.
bool supports_noreplace() {
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

// Returns whether a write to a memfd accepts this RWF_ flag.
bool writes_with(int flag) {
  const int file = static_cast<int>(syscall(SYS_memfd_create, "since", 0));
  char byte = 0;
  iovec vector{&byte, 1};
  const bool supported = syscall(SYS_pwritev2, file, &vector, 1, 0, 0, flag) == 1 || errno != EOPNOTSUPP;
  close(file);
  return supported;
}

bool vdso_has_getrandom() {
  unsigned char byte;
  static_cast<void>(getrandom(&byte, 1, 0));  // the first call maps the state's memory, which can fail
  nacre_random_report report{};
  return nacre_random_describe(&report, sizeof report) == 0 && *report.reason == 0;
}

}  // namespace

// The values of flags are written out, because the libc's headers may lack the newer ones.
int main() {
  const Page page;
  for (const Call& call : kCalls) report("call", call.name, is_call(call));
  const int self = open("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  report("flag", "F_DUPFD_QUERY", fcntl(self, 1024 + 3, self) == 1);
  report("flag", "F_CREATED_QUERY", fcntl(self, 1024 + 4) == 0);
  close(self);
  report("flag", "MFD_NOEXEC_SEAL", opens(SYS_memfd_create, reinterpret_cast<long>("since"), 0x8));
  report("flag", "CLOSE_RANGE_CLOEXEC", syscall(436, 1000000, 1000000, 4) == 0);
  report("flag", "PIDFD_NONBLOCK", opens(434, getpid(), O_NONBLOCK));
  report("flag", "PIDFD_THREAD", opens(434, gettid(), O_EXCL));
  report("flag", "MADV_WIPEONFORK", page.takes(18));
  report("flag", "MADV_COLD", page.takes(20));
  report("flag", "MADV_PAGEOUT", page.takes(21));
  report("flag", "MADV_POPULATE_READ", page.takes(22));
  report("flag", "MADV_GUARD_INSTALL", page.takes(102));
  report("flag", "MAP_FIXED_NOREPLACE", supports_noreplace());
  report("flag", "MAP_DROPPABLE", maps(0x08 | MAP_ANONYMOUS));
  report("flag", "RWF_NOAPPEND", writes_with(0x20));
  report("vdso", "getrandom", vdso_has_getrandom());
}
