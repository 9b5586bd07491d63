// SPDX-License-Identifier: MIT
// host PLUGIN: loads a plugin (plugin.cpp) and draws random numbers in it from four threads, one after
// the other. Catches an exception that the plugin throws. A recipe in docs/dynamic.md builds and
// runs it.
#include <dlfcn.h>
#include <nacre/random.h>

#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

template <class Function>
Function* function(void* library, const char* name) {
  if (void* const found = dlsym(library, name)) return reinterpret_cast<Function*>(found);
  throw std::runtime_error(std::string("the plugin has no ") + name);
}

void require(bool good, const char* what) {
  if (!good) throw std::logic_error(what);
}

void use(void* library) {
  const auto draw = function<unsigned()>(library, "plugin_draw");
  const auto count_threads = function<void(int*)>(library, "plugin_count_threads");
  const auto throws = function<void(const char*)>(library, "plugin_throw");
  std::vector<int> ended(4);
  for (int& counter : ended)
    std::thread([&] {
      count_threads(&counter);
      // One pair of 32-bit draws may be equal by chance.
      require(draw() != draw() || draw() != draw(), "two pairs of draws were equal");
    }).join();
  for (const int counter : ended)
    require(counter == 1, "the plugin's thread_local destructor did not run exactly once per thread");
  try {
    throws("thrown");
    require(false, "the plugin threw nothing");
  } catch (const std::runtime_error& error) {
    require(error.what() == std::string("thrown!"), "the plugin threw something else");
  }
  const auto uncaught = function<int()>(library, "plugin_uncaught");
  require(std::uncaught_exceptions() == 0 && uncaught() == 0, "a caught exception counts as uncaught");
}

}  // namespace

int main(int argc, char** argv) try {
  void* const library = dlopen(argc > 1 ? argv[1] : "", RTLD_NOW | RTLD_LOCAL);
  if (library == nullptr) throw std::runtime_error(dlerror());
  use(library);
  dlclose(library);
  nacre_random_report report{};
  nacre_random_describe(&report, sizeof report);
  std::cout << "all good, random bytes by nacre's " << report.path << '\n';
} catch (const std::exception& error) {
  std::cerr << "host: " << error.what() << '\n';
  return 1;
}
