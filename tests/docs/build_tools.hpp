// SPDX-License-Identifier: MIT
// Finds the build systems for build_systems_host_test.cpp: on this machine, or else in Debian's
// packages, which are unpacked in the build folder.
#pragma once
#include <gtest/gtest.h>

#include <filesystem>
#include <map>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"

namespace nacre::test {

class BuildTools {
 public:
  // Returns why a tool or a part of the sysroot is not available, or "" if it is available.
  std::string missing(const std::string& name) {
    const auto [entry, is_new] = missing_.try_emplace(name);
    if (is_new) entry->second = look_for(name);
    return entry->second;
  }

  // Returns a command that finds the tools. It runs without the variables that select other compilers
  // and tools.
  Command command(const std::vector<std::string>& words) const {
    Command command{"env"};
    for (const auto& [variable, value] : environment_) command.add({variable + "=" + value});
    for (const char* variable : {"MAKEFLAGS", "MFLAGS", "MAKELEVEL", "CC", "CXX", "CFLAGS", "CXXFLAGS",
                                 "LDFLAGS", "AR", "PKG_CONFIG", "PKG_CONFIG_PATH", "PKG_CONFIG_LIBDIR",
                                 "CMAKE_TOOLCHAIN_FILE", "CMAKE_PREFIX_PATH"})
      command.unset(variable);
    return command.add(words);
  }

 private:
  std::string look_for(const std::string& name) {
    if (name == "meson") return look_for_meson();
    if (name == "autotools") return look_for_autotools();
    if (name == "libgomp")
      return exists(in_sysroot("lib/libgomp.a")) ? "" : "this sysroot has no libgomp.a";
    if (name == "meson-1.3")  // since 1.3, a machine file can refer to its own folder
      return version("meson") >= std::pair(1, 3) ? "" : "this Meson is older than 1.3";
    if (name == "cmake-3")  // CMake 4 knows no policies older than those of 3.5
      return version("cmake").first < 4 ? "" : "CMake 4 does not support the policies of CMake 3.1";
    if (has(name)) return "";
    if (name == "clang" || name == "ld.lld") return "there is no " + name + " on this machine";
    return unpack(name, {name}) && has(name) ? "" : not_available(name);
  }

  // The packages are unpacked into another root folder, where python3 does not look for modules. So a
  // script sets PYTHONPATH.
  std::string look_for_meson() {
    if (!has("meson")) {
      std::vector<std::string> packages = {"meson"};
      if (!has("ninja")) packages.push_back("ninja-build");
      if (!has("python3")) packages.push_back("python3");
      if (!unpack("meson", packages)) return not_available("meson");
      script("meson",
             "PYTHONPATH=" + root("meson") +
                 "/usr/lib/python3/dist-packages exec python3 -m mesonbuild.mesonmain \"$@\"\n");
    }
    return has("meson") && has("ninja") ? "" : not_available("meson");
  }

  // The scripts of Debian's automake and autoconf name files below /usr, where an ordinary user cannot
  // install them. So the unpacked packages are copied, and the paths in the copy are changed.
  std::string look_for_autotools() {
    if (has("autoreconf") && has("automake")) return "";
    if (!unpack("automake", {"automake"})) return not_available("automake");
    const std::string copy = folder_.path("autotools");
    namespace fs = std::filesystem;
    fs::copy(root("automake") + "/usr", copy,
             fs::copy_options::recursive | fs::copy_options::copy_symlinks);
    for (const std::string& file : files_under(copy)) change_paths(copy + "/" + file, copy);
    for (const std::string tool : {"automake", "aclocal"})
      for (const std::string& file : files_under(copy + "/bin"))
        if (file.starts_with(tool + "-") && !exists(copy + "/bin/" + tool))
          fs::create_symlink(file, copy + "/bin/" + tool);
    environment_["PATH"] = copy + "/bin:" + environment_["PATH"];
    if (exists(copy + "/bin/m4")) environment_["M4"] = copy + "/bin/m4";
    return has("autoreconf") && has("automake") ? "" : not_available("automake");
  }
  static void change_paths(const std::string& file, const std::string& copy) {
    std::string text = read_file(file);
    if (text.find('\0') != text.npos) return;
    const size_t length = text.size();
    for (const char* path : {"/bin/auto", "/bin/aclocal", "/bin/m4", "/share/auto", "/share/aclocal"})
      if (text.find(std::string("/usr") + path) != text.npos)
        text = replaced(text, std::string("/usr") + path, copy + path);
    // The new paths are longer, so the length tells whether a path was replaced.
    if (text.size() != length) write_file(file, text);
  }

  // Returns whether the program is in the PATH that command() sets.
  bool has(const std::string& program) const {
    return command({"/bin/sh", "-c", "command -v \"$0\"", program}).run().status == 0;
  }
  std::pair<int, int> version(const std::string& program) const {
    int major = 0, minor = 0;
    const std::string printed = command({program, "--version"}).run().out;
    const size_t number = printed.find_first_of("0123456789");
    if (number == printed.npos || sscanf(printed.c_str() + number, "%d.%d", &major, &minor) != 2)
      ADD_FAILURE() << program << " does not say its version: " << printed;
    return {major, minor};
  }

  bool unpack(const std::string& name, std::vector<std::string> packages) {
    packages.insert(packages.begin(),
                    {in_source("build-aux/unpack-debs"), in_build("tests/packages/" + name)});
    const Output unpacked = command(packages).run();
    if (unpacked.status != 0) reason_ = lines(unpacked.err).empty() ? "" : lines(unpacked.err).back();
    for (const std::string& word : words(unpacked.out))
      if (const size_t sign = word.find('='); sign != word.npos)
        environment_[word.substr(0, sign)] = word.substr(sign + 1);
    return unpacked.status == 0;
  }
  static std::string root(const std::string& name) {
    return in_build("tests/packages/" + name + "/root");
  }
  std::string not_available(const std::string& name) const {
    return name + " is not on this machine, and its package is not available: " + reason_;
  }

  void script(const std::string& name, const std::string& body) {
    const std::string file = folder_.file("scripts/" + name, "#!/bin/sh\n" + body);
    std::filesystem::permissions(file, std::filesystem::perms::owner_all);
    environment_["PATH"] = folder_.path("scripts") + ":" + environment_["PATH"];
  }

  const TemporaryFolder folder_;
  std::map<std::string, std::string> environment_ = {{"PATH", getenv("PATH")}}, missing_;
  std::string reason_;
};

}  // namespace nacre::test
