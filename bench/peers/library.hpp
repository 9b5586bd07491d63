// SPDX-License-Identifier: MIT
// Loads the shared library of a peer, such as libsodium or OpenSSL.
#pragma once
#include <dlfcn.h>

#include <string>

namespace bench {

// A shared library that is loaded by name, so that the build does not need its headers.
class Library {
 public:
  explicit Library(const char* name) : handle_(dlopen(name, RTLD_NOW)) {
    if (handle_ == nullptr) missing_ = dlerror();
  }

  // Why the library or one of its functions is not available; empty on success.
  const std::string& missing() const { return missing_; }

  template <class Function>
  Function* function(const char* name) {
    if (!missing_.empty()) return nullptr;
    void* const found = dlsym(handle_, name);
    if (found == nullptr) missing_ = dlerror();
    return reinterpret_cast<Function*>(found);
  }

 private:
  void* handle_;
  std::string missing_;
};

}  // namespace bench
