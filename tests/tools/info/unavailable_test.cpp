// SPDX-License-Identifier: MIT
// Tests the reason and the help that nacre-info prints for each unavailable feature.
#include "tools/info/unavailable.hpp"

#include <gtest/gtest.h>

#include <cerrno>
#include <set>

#include "tools/info/report.hpp"

namespace {

// Returns the facts of a machine with this kernel on which all features are available. It has two
// invented ChaCha20 backends: the processor cannot run "wide", and can run "narrow".
info::Facts machine(const char* release, const char* architecture = "x86_64") {
  info::Facts facts;
  facts.release = release;
  facts.machine = architecture;
  facts.has_secret_call = true;
  facts.random.path = "vdso";
  facts.random.reason = "";
  facts.random.backend = "none";
  // The number is the length in bytes of the shortest call for which the backend is used.
  facts.vectors = {{"wide", 60, false}, {"narrow", 80, true}};
  return facts;
}

using Reason = nacre::UnavailableReason;

std::string help_for_draws(Reason reason, info::Facts facts = machine("6.1.0-9-amd64")) {
  facts.reason = reason;
  EXPECT_EQ(info::of_draws(facts).reason, text_of(reason));
  return info::of_draws(facts).help;
}

std::string help_for_secret(int error, info::Facts facts) {
  facts.secret = error;
  EXPECT_NE(info::of_secret(facts).reason, "");
  return info::of_secret(facts).help;
}

TEST(InfoUnavailable, AvailableFeatureHasNeitherReasonNorHelp) {
  const info::Facts facts = machine("6.18.0");
  for (const info::Unavailable& unavailable : {info::of_draws(facts), info::of_droppable(facts),
                                               info::of_secret(facts), info::of_choice(facts)}) {
    EXPECT_EQ(unavailable.reason, "");
    EXPECT_EQ(unavailable.help, "");
  }
}

TEST(InfoUnavailable, HelpFitsTheReasonWhyTheVdsoIsNotUsed) {
  EXPECT_EQ(help_for_draws(Reason::switched_off), "take NACRE_RANDOM out of the environment");
  EXPECT_EQ(help_for_draws(Reason::state_reserved),
            "nothing: the thread is in another getrandom call, or is a vfork child");
  EXPECT_EQ(help_for_draws(Reason::memory_refused),
            "let the sandbox allow mmap with MAP_DROPPABLE (0x8)");
  EXPECT_NE(help_for_draws(Reason::no_vdso).find("emulators"), std::string::npos);
  EXPECT_NE(help_for_draws(Reason::cannot_serve).find("vector registers"), std::string::npos);
  EXPECT_NE(help_for_draws(Reason::large_states).find("newer nacre"), std::string::npos);
  EXPECT_NE(help_for_draws(Reason::unknown_memory).find("newer nacre"), std::string::npos);
}

TEST(InfoUnavailable, EachReasonHasItsTextAndItsHelp) {
  std::set<std::string> texts;
  int reasons = 0;
  for (int i = 1; text_of(static_cast<Reason>(i))[0] != 0; ++i, ++reasons) {
    texts.insert(text_of(static_cast<Reason>(i)));
    // not_started has no help, because nacre-info runs only after the start.
    EXPECT_EQ(help_for_draws(static_cast<Reason>(i)).empty(),
              static_cast<Reason>(i) == Reason::not_started);
  }
  EXPECT_EQ(reasons, static_cast<int>(Reason::unknown_memory));
  EXPECT_EQ(texts.size(), static_cast<std::size_t>(reasons));
  EXPECT_STREQ(text_of(Reason::none), "");
}

TEST(InfoUnavailable, FirstKernelDependsOnTheArchitecture) {
  const auto help = [](const char* architecture) {
    return help_for_draws(Reason::no_function, machine("6.1.0", architecture));
  };
  EXPECT_EQ(help("x86_64"), "Linux 6.11 or later");
  EXPECT_EQ(help("aarch64"), "Linux 6.12 or later");
  EXPECT_EQ(help("riscv64"), "Linux 6.16 or later");
  EXPECT_NE(help("armv7l").find("nothing"), std::string::npos);
}

TEST(InfoUnavailable, BootArgumentThatRemovesTheVdsoIsNamed) {
  info::Facts facts = machine("6.18.0");
  facts.boot = "quiet vdso=0";
  EXPECT_EQ(help_for_draws(Reason::no_vdso, facts), "boot without vdso=0");
}

TEST(InfoUnavailable, HelpForDroppableMemoryDependsOnKernelAndSandbox) {
  info::Facts facts = machine("6.10.3");
  facts.droppable = EINVAL;
  EXPECT_NE(info::of_droppable(facts).reason, "");
  EXPECT_EQ(info::of_droppable(facts).help, "Linux 6.11 or later");
  facts.release = "6.11.0";
  EXPECT_NE(info::of_droppable(facts).help.find("kernel"), std::string::npos);
  facts.filtered = true;
  EXPECT_NE(info::of_droppable(facts).help.find("sandbox"), std::string::npos);
}

// ENOSYS of memfd_secret has five causes. The other facts tell which one it is.
TEST(InfoUnavailable, HelpForSecretMemoryDependsOnTheCauseOfEnosys) {
  const info::Facts now = machine("6.18.0");
  info::Facts facts = now;
  facts.has_secret_call = false;
  EXPECT_EQ(help_for_secret(ENOSYS, facts), "");
  EXPECT_EQ(help_for_secret(ENOSYS, machine("5.10.0")), "Linux 5.14 or later, from 6.5 on by default");
  EXPECT_EQ(help_for_secret(ENOSYS, machine("6.1.0")), "boot with secretmem.enable=1");
  facts = now;
  facts.boot = "root=/dev/vda secretmem.enable=0 quiet\n";
  EXPECT_EQ(help_for_secret(ENOSYS, facts), "boot with secretmem.enable=1");
  facts = now;
  facts.filtered = true;
  EXPECT_EQ(help_for_secret(ENOSYS, facts), "let the sandbox allow memfd_secret");
  EXPECT_NE(help_for_secret(ENOSYS, now).find("CONFIG_SECRETMEM"), std::string::npos);
  // If the kernel was booted with secretmem.enable=1, ENOSYS has another cause.
  facts = machine("6.1.0");
  facts.boot = "secretmem.enable=1";
  EXPECT_NE(help_for_secret(ENOSYS, facts).find("CONFIG_SECRETMEM"), std::string::npos);
}

TEST(InfoUnavailable, OtherErrorsOfMemfdSecretAreLimitsOrASandbox) {
  info::Facts facts = machine("6.18.0");
  EXPECT_NE(help_for_secret(EAGAIN, facts).find("ulimit -l"), std::string::npos);
  EXPECT_NE(help_for_secret(EMFILE, facts).find("ulimit -n"), std::string::npos);
  EXPECT_NE(help_for_secret(ENFILE, facts).find("ulimit -n"), std::string::npos);
  EXPECT_EQ(help_for_secret(ENOMEM, facts), "more memory");
  EXPECT_EQ(help_for_secret(EPERM, facts), "");
  facts.filtered = true;
  EXPECT_NE(help_for_secret(EPERM, facts).find("sandbox"), std::string::npos);
}

// The choice is the value of NACRE_RANDOM.
TEST(InfoUnavailable, UnusableChoiceIsReported) {
  info::Facts facts = machine("6.18.0");
  const auto reason = [&](const char* choice) {
    facts.choice = choice;
    return info::of_choice(facts).reason;
  };
  EXPECT_EQ(reason("vdso"), "");
  EXPECT_EQ(reason("syscall"), "");
  EXPECT_EQ(reason("narrow"), "");
  EXPECT_NE(reason("wide").find("is not usable"), std::string::npos);
  EXPECT_NE(reason("sysCall").find("is not a known value"), std::string::npos);
}

TEST(InfoReport, JsonEscapesSpecialCharacters) {
  info::Facts facts = machine("6.18\"\\\n\xff");
  const std::string json = info::json(facts, nullptr);
  EXPECT_NE(json.find("\"6.18\\\"\\\\\\u000a\\u00ff\""), std::string::npos) << json;
  EXPECT_NE(json.find("\"costs\": null"), std::string::npos);
}

TEST(InfoReport, UnavailableCallHasNoCost) {
  const info::Costs costs{
      {{"getrandom", 16, 51.26}, {"system call", 16, 0}, {"getrandom", 4096, 1}, {"x", 1, 1}}};
  const info::Facts facts = machine("6.18.0");
  EXPECT_NE(info::json(facts, &costs).find("\"nanoseconds\": 51.3"), std::string::npos);
  EXPECT_NE(info::json(facts, &costs).find("\"bytes\": 16, \"nanoseconds\": null"), std::string::npos);
  EXPECT_NE(info::text(facts, &costs).find("16 bytes by system call unavailable"), std::string::npos);
}

TEST(InfoReport, HelpFollowsItsFeature) {
  info::Facts facts = machine("6.1.0");
  facts.secret = ENOSYS;
  const std::string text = info::text(facts, nullptr);
  EXPECT_NE(text.find("no: memfd_secret is disabled by default before Linux 6.5\n"
                      "  help            boot with secretmem.enable=1\n"),
            std::string::npos)
      << text;
  EXPECT_EQ(text.find("costs"), std::string::npos);
}

}  // namespace
