// SPDX-License-Identifier: MIT
// Tests kernel/patched/build-kernel, which builds a kernel with patches, and kernel/patched/save-patch,
// which saves edits of the kernel's source in a patch. The tests make up a small kernel source: its
// kernel image is a copy of its file "text", so the image shows which patches and edits were built.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <memory>

#include "tests/support/host/command.hpp"
#include "tests/support/host/files.hpp"
#include "tests/support/host/patches.hpp"

using namespace nacre::test;
namespace fs = std::filesystem;

namespace {

const char kHeader[] = "#define ONE 1\n";
const char kMakefile[] = R"(allnoconfig:
	mkdir -p $(O)/include/config $(O)/arch/x86/boot $(O)/usr/include/linux
	cp $(KCONFIG_ALLCONFIG) $(O)/.config
	echo 0.0 >$(O)/include/config/kernel.release
bzImage:
	cp text $(O)/arch/x86/boot/bzImage
headers:
	cp include/uapi/linux/one.h $(O)/usr/include/linux/
)";

// The file "text" of the source: the numbers 1 to 20, one on each line. The patches change line 10, and
// the edit changes line 15.
std::string original() {
  std::string text;
  for (int i = 1; i <= 20; ++i) text += std::to_string(i) + "\n";
  return text;
}
std::string with_ten(const char* word) {
  return replaced(original(), "\n10\n", std::string("\n") + word + "\n");
}
std::string edited(const std::string& text) { return replaced(text, "\n15\n", "\nfifteen\n"); }

// What a step printed, and the files that it left: the kernel image, "text" in the source, and a header.
struct State {
  Output output;
  std::string image, source, header;
};

class PatchedKernel : public testing::Test {
 protected:
  // Runs all steps once, in the order in which the author of a patch would run them.
  static void SetUpTestSuite() {
    folder = std::make_unique<TemporaryFolder>();
    folder->file("linux-0/Makefile", kMakefile);
    folder->file("linux-0/text", original());
    folder->file("linux-0/include/uapi/linux/one.h", kHeader);
    folder->file("one.patch", make_patch("text", original(), with_ten("ten")));
    folder->file("other.patch", make_patch("text", original(), with_ten("TEN")));
    const std::string patch = read_file(folder->path("one.patch"));
    folder->file("bad.patch", replaced(patch, "\n-10", "\n-11"));
    ASSERT_TRUE(succeeds(Command{"tar", "-cf", "linux-0.tar", "linux-0"}.in(folder->path())));

    build("no patch", {});
    // If the tools that a kernel build needs (flex, bison, ...) are neither installed nor downloadable,
    // all tests are skipped.
    if (matches(after["no patch"].output.all(), "cannot be fetched|cannot resolve")) return;
    build("one", {"one.patch"});
    const std::string header = folder->path("work/headers/linux/one.h");
    fs::last_write_time(header, fs::file_time_type::clock::now() - std::chrono::hours(24));
    const auto before = fs::last_write_time(header);
    build("again", {"one.patch"});
    // A newer header would cause a rebuild of everything that includes it.
    header_keeps_its_time = fs::last_write_time(header) == before;
    folder->file("work/source/text", edited(after["again"].source));
    build("edit", {"one.patch"});
    build("edit and another patch", {"other.patch"});
    save = Command{in_source("kernel/patched/save-patch"), "work", "one.patch"}.in(folder->path()).run();
    saved = lines(read_file(folder->path("one.patch")));
    build("saved", {"one.patch"});
    folder->file("one.patch", patch);
    build("reverted", {"one.patch"});
    build("other", {"other.patch"});
    build("no patch again", {});
    build("bad", {"bad.patch"});
  }
  static void TearDownTestSuite() { folder.reset(); }
  void SetUp() override {
    if (!after.contains("one")) GTEST_SKIP() << after["no patch"].output.all();
  }

  static void build(const std::string& step, std::vector<std::string> patches) {
    const std::string jobs = "2";
    Command command{in_source("kernel/patched/build-kernel"), "work", in_source(), jobs};
    command.add(patches).in(folder->path()).set("NACRE_KERNEL_SOURCE", folder->path("linux-0.tar"));
    State& state = after[step];
    state.output = command.run();
    const auto read = [](const char* file) {
      return exists(folder->path(file)) ? read_file(folder->path(file)) : std::string();
    };
    state.image = read("work/bzImage");
    state.source = read("work/source/text");
    state.header = read("work/headers/linux/one.h");
  }
  static testing::AssertionResult succeeded(const char* step) {
    const Output& output = after[step].output;
    return (output.status == 0 ? testing::AssertionSuccess() : testing::AssertionFailure())
           << output.all();
  }
  static testing::AssertionResult failed(const char* step, const char* pattern) {
    const Output& output = after[step].output;
    return (output.status != 0 && matches(output.all(), pattern) ? testing::AssertionSuccess()
                                                                 : testing::AssertionFailure())
           << output.all();
  }
  // Returns how many lines of the saved patch begin with `start`.
  static long count(const char* start) {
    return std::count_if(saved.begin(), saved.end(),
                         [&](auto& line) { return line.starts_with(start); });
  }

  static inline std::unique_ptr<TemporaryFolder> folder;
  static inline std::map<std::string, State> after;  // by the name of the step
  static inline bool header_keeps_its_time = false;
  static inline Output save;
  static inline std::vector<std::string> saved;
};

TEST_F(PatchedKernel, BuildsWithoutPatches) { EXPECT_TRUE(succeeded("no patch")); }
TEST_F(PatchedKernel, ImageWithoutPatchesIsBuiltFromTheOriginalSource) {
  EXPECT_EQ(after["no patch"].image, original());
}
TEST_F(PatchedKernel, BuildsWithAPatch) { EXPECT_TRUE(succeeded("one")); }
TEST_F(PatchedKernel, ImageHasThePatch) { EXPECT_EQ(after["one"].image, with_ten("ten")); }
TEST_F(PatchedKernel, HeadersAreInstalled) { EXPECT_EQ(after["one"].header, kHeader); }
TEST_F(PatchedKernel, BuildsAgain) { EXPECT_TRUE(succeeded("again")); }
TEST_F(PatchedKernel, HeaderThatDoesNotChangeKeepsItsTime) { EXPECT_TRUE(header_keeps_its_time); }
TEST_F(PatchedKernel, BuildsWithAnEdit) { EXPECT_TRUE(succeeded("edit")); }
TEST_F(PatchedKernel, ImageHasTheEditAndThePatch) {
  EXPECT_EQ(after["edit"].image, edited(with_ten("ten")));
}

TEST_F(PatchedKernel, EditedSourceStopsABuildWithAnotherPatch) {
  EXPECT_TRUE(failed("edit and another patch", "both the patches and .* were changed"));
}
TEST_F(PatchedKernel, StoppedBuildKeepsTheEdit) {
  EXPECT_EQ(after["edit and another patch"].source, edited(with_ten("ten")));
}

TEST_F(PatchedKernel, EditIsSaved) { EXPECT_EQ(save.status, 0) << save.all(); }
// make_patch() writes this line above the first hunk.
TEST_F(PatchedKernel, SavedPatchKeepsItsReason) { EXPECT_EQ(saved.at(0), "The reason."); }
TEST_F(PatchedKernel, SavedPatchHasThePatch) { EXPECT_EQ(count("+ten"), 1); }
TEST_F(PatchedKernel, SavedPatchHasTheEdit) { EXPECT_EQ(count("+fifteen"), 1); }
// The patch has two hunks, each with one line of context before and after the change.
TEST_F(PatchedKernel, SavedPatchHasOneLineOfContext) { EXPECT_EQ(count(" "), 4); }
TEST_F(PatchedKernel, BuildsWithTheSavedPatch) { EXPECT_TRUE(succeeded("saved")); }

TEST_F(PatchedKernel, BuildsWhenTheSavedEditIsReverted) { EXPECT_TRUE(succeeded("reverted")); }
TEST_F(PatchedKernel, ImageLacksTheRevertedEdit) { EXPECT_EQ(after["reverted"].image, with_ten("ten")); }
TEST_F(PatchedKernel, BuildsWithAnotherPatch) { EXPECT_TRUE(succeeded("other")); }
TEST_F(PatchedKernel, ImageHasTheOtherPatchInstead) { EXPECT_EQ(after["other"].image, with_ten("TEN")); }
TEST_F(PatchedKernel, BuildsWithoutPatchesAgain) { EXPECT_TRUE(succeeded("no patch again")); }
TEST_F(PatchedKernel, PatchIsReverted) { EXPECT_EQ(after["no patch again"].image, original()); }

TEST_F(PatchedKernel, PatchThatDoesNotApplyIsNamed) {
  EXPECT_TRUE(failed("bad", "bad.patch does not apply"));
}
TEST_F(PatchedKernel, PatchThatDoesNotApplyChangesNothing) {
  EXPECT_EQ(after["bad"].source, original());
}

TEST(PatchedKernelSource, MissingArchiveIsNamed) {
  const TemporaryFolder folder;
  EXPECT_TRUE(
      fails(Command{in_source("kernel/patched/build-kernel"), folder.path("work"), in_source(), "2"}.set(
                "NACRE_KERNEL_SOURCE", "none"),
            "NACRE_KERNEL_SOURCE=none cannot be read"));
}

TEST(PatchedKernelSource, FolderWithoutASourceIsRejected) {
  const TemporaryFolder folder;
  EXPECT_TRUE(fails(Command{in_source("kernel/patched/save-patch"), folder.path(), "one.patch"},
                    "Usage: save-patch"));
}

}  // namespace
