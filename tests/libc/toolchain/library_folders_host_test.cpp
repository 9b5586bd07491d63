// SPDX-License-Identifier: MIT
// Tests that the compilers of the sysroot never search library folders of the machine, even if an
// option, a response file or an environment variable names them.
#include <filesystem>

#include "tests/support/host/compilers.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

// Replaces placeholders in options. {host} is a library folder of the machine, {name} its last part,
// {gcc} the folder of the machine's gcc, and {folder} the folder of the test.
class Folders {
 public:
  explicit Folders(const std::string& folder)
      : places_{{"{host}", machine_library_folder()},
                {"{name}", fs::path(machine_library_folder()).filename()},
                {"{gcc}", lines(machine_cc({"-print-file-name="}).run().out).at(0)},
                {"{folder}", folder}} {}
  std::vector<std::string> fill_in(const std::string& options) const {
    std::vector<std::string> filled;
    for (std::string word : words(options)) {
      for (const auto& [name, path] : places_)
        if (word.find(name) != word.npos) word = replaced(word, name, path);
      filled.push_back(word);
    }
    return filled;
  }

 private:
  const std::vector<std::pair<std::string, std::string>> places_;
};

template <class... Parameters>
class WithMachineFolder : public ByCompiler<Parameters...> {
 protected:
  WithMachineFolder() {
    const TemporaryFolder& folder = this->folder;
    folder.file("main.c", "int main(void) { return 0; }\n");
    folder.file("a file.c", "int main(void) { return 0; }\n");
    folder.file("own.c", "int own(void) { return 7; }\n");
    folder.file("uses_own.c", "int own(void); int main(void) { return own() - 7; }\n");
    folder.file("host.rsp", "-L" + host + "\n");
    folder.file("nested.rsp", "-O2 'a file.c' \"@host.rsp\"\n");
    fs::create_directory_symlink(host, folder.path("link"));
  }
  Command linking(const std::string& options) const {
    return this->cc({"-o", "program"}).add(Folders(this->folder.path()).fill_in(options));
  }
  const std::string host = machine_library_folder();
};

// What linkers print if they do not find a library. Only the machine's libc has libBrokenLocale.
const char kNotFound[] = "cannot find -lBrokenLocale|unable to find library -lBrokenLocale";

class MachineLibrary : public WithMachineFolder<std::string> {};

TEST_P(MachineLibrary, IsNotFound) {
  EXPECT_TRUE(fails(linking("-static main.c " + parameter() + " -lBrokenLocale"), kNotFound));
}
INSTANTIATE_TEST_SUITE_P(
    Option, MachineLibrary,
    by_compilers(testing::Values("", "-L{host}", "-L {host}", "-L{host}/", "-L{host}/../{name}/.",
                                 "-L{folder}/link", "-Llink", "-L/{host}", "--library-directory={host}",
                                 "-Wl,-L{host}", "-Wl,-z,now,-L,{host},-O1", "-Wl,-L -Wl,{host}",
                                 "-Wl,--library-path={host}", "-Wl,--library-path,{host}",
                                 "-Xlinker -L{host}", "-Xlinker -L -Xlinker {host}", "@host.rsp",
                                 "@nested.rsp", "-Wl,@host.rsp", "-Xlinker @host.rsp", "-B{host}",
                                 "-L/lib", "-L/usr/lib", "-L{gcc}", "-L/usr/local/lib")),
    by_texts);

class LibraryFolders : public WithMachineFolder<> {
 protected:
  void make_own_library() const {
    ASSERT_TRUE(succeeds(cc({"-c", "own.c", "-o", "own.o"})));
    fs::create_directory(folder.path("own"));
    ASSERT_TRUE(succeeds(here({in_sysroot("bin/nacre-ar"), "rcs", "own/libown.a", "own.o"})));
  }
};

TEST_P(LibraryFolders, OfTheEnvironmentAreNotSearched) {
  EXPECT_TRUE(fails(linking("-static main.c -lBrokenLocale").set("LIBRARY_PATH", host), kNotFound));
}
TEST_P(LibraryFolders, OfTheMachinesGccAreNotSearched) {
  EXPECT_TRUE(fails(linking("-static main.c -lasan"), "find (library )?-lasan"));
}
TEST_P(LibraryFolders, ArchiveOfTheMachineIsLinkedIfItIsNamedByItsPath) {
  EXPECT_TRUE(succeeds(linking("-static main.c {host}/libBrokenLocale.a")));
}

// The command also names folders of the machine. They are ignored, and the user's folder is searched.
TEST_P(LibraryFolders, OfTheUserAreSearchedAmongThoseOfTheMachine) {
  make_own_library();
  EXPECT_TRUE(succeeds(linking("-static -L{host} -Wl,-z,now uses_own.c -Wl,-L/usr/lib -Lown -lown")));
}
TEST_P(LibraryFolders, ProgramWithLibraryOfTheUserRuns) {
  make_own_library();
  ASSERT_TRUE(succeeds(linking("-static -L{host} -Wl,-z,now uses_own.c -Wl,-L/usr/lib -Lown -lown")));
  EXPECT_TRUE(succeeds(program("program")));
}
TEST_P(LibraryFolders, OfTheUserAreSearchedAfterAResponseFile) {
  make_own_library();
  EXPECT_TRUE(succeeds(linking("-static uses_own.c @host.rsp -Xlinker -Lown -lown")));
}

TEST_P(LibraryFolders, VerboseOutputNamesIgnoredFolders) {
  EXPECT_TRUE(prints_match(cc({"-v", "-c", "main.c", "-L" + host}), "left out.*: " + host + "$"));
}
TEST_P(LibraryFolders, DryRunNamesNoLibraryFolderOfTheMachine) {
  const Output output = cc({"-###", "-static", "main.c"}).run();
  EXPECT_EQ(output.status, 0);
  EXPECT_NE(output.err.find("-L" + in_build("sysroot")), std::string::npos) << output.err;
  for (const std::string& word : words(output.all())) {
    if (word.find("-L" + in_build("sysroot")) <= 1) continue;  // maybe with a quote before it
    EXPECT_EQ(word.find("-L/usr"), word.npos) << word;
    EXPECT_EQ(word.find("-L/lib"), word.npos) << word;
  }
}
TEST_P(LibraryFolders, HeadersOfTheMachineAreNotUsed) {
  const std::string multiarch = lines(machine_cc({"-print-multiarch"}).run().out).at(0);
  const Output output = cc({"-I/usr/include", "-I", "/usr/include/" + multiarch, "-isystem",
                            "/usr/include", "-M", "-xc", "-"})
                            .input("#include <stdio.h>\n")
                            .run();
  EXPECT_EQ(output.status, 0) << output.all();
  EXPECT_NE(output.out.find("stdio.h"), std::string::npos) << output.out;
  EXPECT_EQ(output.all().find("/usr/include"), std::string::npos) << output.all();
}
INSTANTIATE_TEST_SUITE_P(Compiler, LibraryFolders, by_compilers(), by_texts);

// A program is linked with the libc of the sysroot, even if options name folders of the machine.
class LibcAmongMachineFolders : public WithMachineFolder<std::string> {
 protected:
  Command link() const {
    return linking(parameter() + " main.c -L{host} -L/usr/lib -L/lib -Wl,-L/usr/lib");
  }
};
TEST_P(LibcAmongMachineFolders, IsLinked) { EXPECT_TRUE(succeeds(link())); }
TEST_P(LibcAmongMachineFolders, Runs) {
  ASSERT_TRUE(succeeds(link()));
  EXPECT_TRUE(succeeds(program("program")));
}
INSTANTIATE_TEST_SUITE_P(Mode, LibcAmongMachineFolders, by_compilers(testing::Values("-static", "")),
                         by_texts);

}  // namespace
