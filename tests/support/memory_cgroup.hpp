// SPDX-License-Identifier: MIT
#pragma once
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>
#include <string>

namespace test {

// Creates a memory control group of version 1 or 2 below this process's own group or an ancestor of it,
// if the system permits it. Memory pressure in the group affects only its members. The destructor
// removes the group. All members must have ended by then.
class MemoryCgroup {
 public:
  MemoryCgroup() {
    const std::string below = "/nacre-test." + std::to_string(getpid());
    std::string own, mount;
    if (!find_own(own, mount)) {
      why_not_ = "no memory control group is mounted";
      return;
    }
    // In version 2, a group that contains processes cannot have child groups with limits, except the
    // root group. So each ancestor is tried.
    for (;; own.erase(own.rfind('/'))) {
      const std::string path = mount + own + below;
      if (mkdir(path.c_str(), 0755) == 0) {
        if (access((path + limit_name()).c_str(), W_OK) == 0 &&
            access((path + "/cgroup.procs").c_str(), W_OK) == 0) {
          path_ = path;
          return;
        }
        why_not_ = "a new control group has no memory limit or cannot be joined";
        rmdir(path.c_str());
      } else if (why_not_.empty())
        why_not_ = std::string("cannot create a control group: ") + std::strerror(errno);
      if (own.empty()) return;
    }
  }
  ~MemoryCgroup() {
    // A member that has just ended may still be in the group.
    for (int tries = 0; !path_.empty() && rmdir(path_.c_str()) != 0 && errno == EBUSY && tries < 500;
         ++tries)
      usleep(1000);
  }
  MemoryCgroup(const MemoryCgroup&) = delete;

  bool exists() const { return !path_.empty(); }
  const std::string& why_not() const { return why_not_; }

  bool limit(std::size_t bytes) const { return write(limit_name(), std::to_string(bytes)); }
  bool add(pid_t process) const { return write("/cgroup.procs", std::to_string(process)); }
  // Disables the OOM killer in the group. Returns false in version 2, which cannot disable it.
  bool disable_oom_killer() const { return version_ == 1 && write("/memory.oom_control", "1"); }
  std::size_t used() const {
    std::size_t bytes = 0;
    std::ifstream(path_ + (version_ == 1 ? "/memory.usage_in_bytes" : "/memory.current")) >> bytes;
    return bytes;
  }

 private:
  const char* limit_name() const { return version_ == 1 ? "/memory.limit_in_bytes" : "/memory.max"; }
  bool write(const std::string& name, const std::string& text) const {
    const int file = open((path_ + name).c_str(), O_WRONLY | O_CLOEXEC);
    const bool done = ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    close(file);
    return done;
  }

  // Finds this process's group and the folder where its hierarchy is mounted. Sets version_.
  bool find_own(std::string& own, std::string& mount) {
    // Each line is HIERARCHY:CONTROLLERS:PATH. For version 2, CONTROLLERS is empty.
    std::ifstream groups("/proc/self/cgroup");
    std::string own_in_version_2;
    for (std::string line; std::getline(groups, line);) {
      const auto path = line.substr(line.find(':', line.find(':') + 1) + 1);
      const auto controllers =
          ',' + line.substr(line.find(':') + 1, line.rfind(':' + path) - line.find(':') - 1) + ',';
      if (controllers == ",,") own_in_version_2 = path;
      if (controllers.find(",memory,") != controllers.npos) own = path, version_ = 1;
    }
    if (version_ == 2) own = own_in_version_2;
    if (own == "/") own.clear();
    // Each line is ID PARENT MAJOR:MINOR ROOT MOUNT OPTIONS ... - TYPE SOURCE OPTIONS.
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
      std::istringstream words(line);
      std::string skipped, root, at, type, source, options;
      words >> skipped >> skipped >> skipped >> root >> at;
      while (words >> skipped && skipped != "-") {
      }
      words >> type >> source >> options;
      if (version_ == 1 ? type == "cgroup" && (',' + options + ',').find(",memory,") != options.npos
                        : type == "cgroup2") {
        mount = at;
        // The mount may show only the groups below `root`. Then the path in it is relative to `root`.
        if (root != "/" && own.compare(0, root.size(), root) == 0) own.erase(0, root.size());
        return true;
      }
    }
    return false;
  }

  int version_ = 2;
  std::string path_, why_not_;
};

}  // namespace test
