// SPDX-License-Identifier: MIT
// Tests the function crypt, whose hash methods (yescrypt and others) come from the library libxcrypt. It
// must return the same hashes as the build machine's libcrypt. A program may define functions with the
// names of libxcrypt's internal functions.
#include <dlfcn.h>
#include <gtest/gtest.h>

#include <random>

#include "tests/support/host/built.hpp"
#include "tests/support/host/files.hpp"

using namespace nacre::test;

namespace {

// Builds the program tests/libc/crypt/projects/NAME.c.
std::string program(const std::string& name) {
  return built(Command{in_sysroot("bin/nacre-gcc"), "-static",
                       in_source("tests/libc/crypt/projects/" + name + ".c")});
}
std::string program_without_crypt() {
  return built(Command{in_sysroot("bin/nacre-gcc"), "-static", "-xc", "-"}.input(
      "int main(void) { return 0; }\n"));
}

TEST(Crypt, ProgramThatCallsCryptBuilds) { EXPECT_TRUE(exists(program("hash"))); }
TEST(Crypt, ProgramWithNamesOfLibxcryptBuilds) { EXPECT_TRUE(exists(program("own_names"))); }
TEST(Crypt, ProgramWithNamesOfLibxcryptRuns) { EXPECT_TRUE(succeeds(Command{program("own_names")})); }
TEST(Crypt, ProgramWithoutCryptBuilds) { EXPECT_TRUE(exists(program_without_crypt())); }

// Returns the lines of `nm` with symbols of yescrypt, libxcrypt's default method.
std::vector<std::string> yescrypt_in(const std::string& file) {
  const Output names = Command{"nm", file}.run();
  EXPECT_EQ(names.status, 0) << names.all();
  std::vector<std::string> found;
  for (const std::string& line : lines(names.out))
    if (matches(line, "[yY][eE][sS][cC][rR][yY][pP][tT]")) found.push_back(line);
  return found;
}
TEST(Crypt, OnlyProgramsThatCallCryptContainYescrypt) {
  EXPECT_EQ(yescrypt_in(program_without_crypt()), std::vector<std::string>());
  EXPECT_GT(yescrypt_in(program("hash")).size(), 0U);
}

// Returns crypt of this machine's libcrypt, or null if there is no libcrypt with yescrypt.
using CryptFunction = char* (*)(const char*, const char*);
CryptFunction crypt_of_machine() {
  void* library = dlopen("libcrypt.so.1", RTLD_NOW);
  if (library == nullptr) library = dlopen("libcrypt.so.2", RTLD_NOW);
  if (library == nullptr) return nullptr;
  const auto function = reinterpret_cast<CryptFunction>(dlsym(library, "crypt"));
  if (function == nullptr) return nullptr;
  const char* hash = function("secret", "$y$j75$AAAAAAAAAAAAAAAAAAAAA.");
  return hash != nullptr && std::string(hash).starts_with("$y$j75$") ? function : nullptr;
}

// Returns `length` random characters that a salt may contain.
std::string salt(int length) {
  static const std::string characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
  static std::random_device random;
  std::string text;
  while (length-- > 0) text += characters[random() % characters.size()];
  return text;
}

// Returns values for crypt's argument `setting`. Each selects a method and its cost, and has a random
// salt.
std::vector<std::string> settings() {
  return {"$y$j75$" + salt(20),  // yescrypt
          "$y$j75$" + salt(20) + "$",
          "$y$j9T$" + salt(20),
          "$gy$j75$" + salt(20),        // gost-yescrypt
          "$7$BU..../...." + salt(20),  // scrypt
          "$1$" + salt(8),              // MD5
          "$5$" + salt(16),             // SHA-256
          "$6$" + salt(16) + "$",       // SHA-512
          "$2b$05$" + salt(21) + "u",   // bcrypt, whose last character may only be one of ".Oeu"
          salt(2),                      // DES
          "_J9.." + salt(4)};           // BSDi's DES
}

class CryptHashes : public testing::TestWithParam<std::string> {};
// The parameter is the key (the password) to hash. "random" stands for 100 random characters.
TEST_P(CryptHashes, AreThoseOfLibcrypt) {
  const CryptFunction theirs = crypt_of_machine();
  if (theirs == nullptr) GTEST_SKIP() << "this machine has no libcrypt with yescrypt";
  const std::string key = GetParam() == "random" ? salt(100) : GetParam();
  const std::vector<std::string> all = settings();
  const Output ours = Command{program("hash"), key}.add(all).run();
  ASSERT_EQ(ours.status, 0) << ours.all();
  const std::vector<std::string> hashes = lines(ours.out);
  ASSERT_EQ(hashes.size(), all.size());
  for (size_t i = 0; i < all.size(); ++i) {
    const char* hash = theirs(key.c_str(), all[i].c_str());
    ASSERT_NE(hash, nullptr) << "libcrypt rejects " << all[i];
    EXPECT_EQ(hashes[i], hash) << all[i] << ", key " << key;
  }
}
INSTANTIATE_TEST_SUITE_P(Key, CryptHashes,
                         testing::Values("", "secret", "pässwörd with spaces", "random"), by_text);

}  // namespace
