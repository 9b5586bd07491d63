// SPDX-License-Identifier: MIT
// Tests the classes Result, TaggedPtr and KeepErrno in support/.
#include <gtest/gtest.h>

#include <cerrno>

#include "support/keep_errno.hpp"
#include "support/result.hpp"
#include "support/tagged_ptr.hpp"

namespace {

using nacre::KeepErrno;
using nacre::Result;
using nacre::TaggedPtr;

TEST(Result, IsAnErrorFromMinus4095UpToMinusOne) {
  EXPECT_TRUE(Result<size_t>::from_kernel(0).ok());
  EXPECT_TRUE(Result<size_t>::from_kernel(-4096).ok());
  EXPECT_FALSE(Result<size_t>::from_kernel(-4095).ok());
  EXPECT_FALSE(Result<size_t>::from_kernel(-1).ok());
  EXPECT_EQ(Result<size_t>::from_kernel(-ENOSYS).error(), ENOSYS);
  EXPECT_EQ(Result<size_t>::failure(EPERM).error(), EPERM);
  EXPECT_EQ(Result<size_t>::success(7).value(), 7u);
  EXPECT_TRUE(Result<size_t>::success(7).is(7));
  EXPECT_FALSE(Result<size_t>::failure(EPERM).is(7));
}

TEST(Result, HoldsAPointer) {
  int here = 0;
  EXPECT_EQ(Result<void*>::success(&here).value(), &here);
}

TEST(TaggedPtr, PointerDoesNotContainTheTag) {
  long here = 0;
  const auto tagged = TaggedPtr<long>::tagged(&here);
  EXPECT_TRUE(tagged.tag());
  EXPECT_EQ(tagged.pointer(), &here);
  const auto plain = TaggedPtr<long>::plain(&here);
  EXPECT_FALSE(plain.tag());
  EXPECT_EQ(plain.pointer(), &here);
  EXPECT_EQ(TaggedPtr<long>::from_word(tagged.word()).pointer(), &here);
}

TEST(KeepErrno, RestoresErrno) {
  errno = 5;
  {
    const KeepErrno kept;
    errno = 6;
  }
  EXPECT_EQ(errno, 5);
}

}  // namespace
