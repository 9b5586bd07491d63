// SPDX-License-Identifier: MIT
// Tests the order in which the compilers of the sysroot search header folders.
#include "tests/support/host/compilers.hpp"

using namespace nacre::test;

namespace {

// Compiles if <stdio.h> is that of the libc and <only_after.h> is found in the folder of -idirafter.
const char kIncludesAfter[] =
    "#include <stdio.h>\n#include <only_after.h>\n#ifndef ONLY_AFTER\n#error\n#endif\n";
// Compiles if <stdlib.h> is that of the folder of -isystem.
const char kIncludesSystem[] = "#include <stdlib.h>\n#ifndef FROM_SYSTEM\n#error\n#endif\n";

class HeaderOrder : public ByCompiler<> {
 protected:
  HeaderOrder() {
    folder.file("after/stdio.h", "#error the folder of -idirafter came before the libc\n");
    folder.file("after/only_after.h", "#define ONLY_AFTER 1\n");
    folder.file("system/stdlib.h", "#define FROM_SYSTEM 1\n");
    for (const char* language : {"c", "cpp"}) {
      folder.file(std::string("order.") + language, kIncludesAfter);
      folder.file(std::string("system.") + language, kIncludesSystem);
    }
  }
};

TEST_P(HeaderOrder, IdirafterComesAfterTheLibc) {
  EXPECT_TRUE(succeeds(cc({"-idirafter", "after", "-c", "order.c", "-o", "order.o"})));
}
TEST_P(HeaderOrder, IdirafterComesAfterTheLibcInCxx) {
  EXPECT_TRUE(succeeds(cxx({"-idirafter", "after", "-c", "order.cpp", "-o", "order.o"})));
}
TEST_P(HeaderOrder, IsystemComesBeforeTheLibc) {
  EXPECT_TRUE(succeeds(cc({"-isystem", "system", "-c", "system.c", "-o", "system.o"})));
}
TEST_P(HeaderOrder, IsystemComesBeforeTheLibrariesOfCxxAndC) {
  EXPECT_TRUE(succeeds(cxx({"-isystem", "system", "-c", "system.cpp", "-o", "system.o"})));
}
// The C driver compiles C++ too, with -x c++. The libc's headers must come after those of the C++
// library.
TEST_P(HeaderOrder, HeadersOfCComeAfterThoseOfCxxInTheCDriverToo) {
  EXPECT_TRUE(succeeds(cc({"-x", "c++", "-c", "-", "-o", "x.o"})
                           .input("#include <cstdlib>\n#include <cmath>\n"
                                  "int f(double d) { return std::isnan(d) + std::abs(1); }\n")));
}
INSTANTIATE_TEST_SUITE_P(Compiler, HeaderOrder, by_compilers(), by_texts);

}  // namespace
