#include "http/input_buffer.hpp"

#include <gtest/gtest.h>

namespace itops::http {
namespace {

TEST(InputBuffer, KeepsWhatWasNotConsumed) {
  InputBuffer buffer;
  buffer.append("abc");
  buffer.consume(2);
  EXPECT_EQ(buffer.view(), "c");
  buffer.append("de");
  EXPECT_EQ(buffer.view(), "cde");
  buffer.consume(3);
  EXPECT_TRUE(buffer.empty());
  EXPECT_EQ(buffer.view(), "");
}

TEST(InputBuffer, ForgetsOnRelease) {
  InputBuffer buffer;
  buffer.append("abc");
  buffer.release();
  EXPECT_TRUE(buffer.empty());
}

}  // namespace
}  // namespace itops::http
