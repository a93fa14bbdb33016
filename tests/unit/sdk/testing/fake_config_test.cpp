#include "itops/testing/config.hpp"

#include <gtest/gtest.h>

#include "sample_info.hpp"

namespace itops::test {
namespace {

using namespace std::chrono_literals;

TEST(FakeConfig, HasTheDefaultsOfTheDescriptor) {
  const FakeConfig config(kSampleInfo);
  EXPECT_TRUE(config.boolean("on"));
  EXPECT_EQ(config.integer("count"), 3);
  EXPECT_EQ(config.number("share"), 0.5);
  EXPECT_EQ(config.duration("keep"), 90 * 24h);
  EXPECT_EQ(config.text("name"), "");
  EXPECT_TRUE(config.secret("key").empty());
}

TEST(FakeConfig, TakesWhatAnOperatorWouldWrite) {
  FakeConfig config(kSampleInfo);
  config.set("on", "false");
  config.set("keep", "5m");
  config.set("key", "hush");
  EXPECT_FALSE(config.boolean("on"));
  EXPECT_EQ(config.duration("keep"), 5min);
  EXPECT_EQ(config.secret("key").reveal(), "hush");
}

TEST(FakeConfig, RefusesWhatTheKernelWouldRefuse) {
  struct Case {
    const char* key;
    const char* text;
  };
  FakeConfig config(kSampleInfo);
  for (const Case& one : {Case{"on", "yes"}, Case{"count", "11"}, Case{"count", "3.5"},
                          Case{"share", "nan"}, Case{"keep", "10s"}, Case{"keep", "5 minutes"}}) {
    EXPECT_EQ(codeOf([&] { config.set(one.key, one.text); }), "setting_invalid")
        << one.key << "=" << one.text;
  }
  EXPECT_EQ(config.integer("count"), 3);
}

TEST(FakeConfig, KnowsDeclaredKeysByTheirTypeOnly) {
  FakeConfig config(kSampleInfo);
  EXPECT_EQ(codeOf([&] { config.text("colour"); }), "setting_unknown");
  EXPECT_EQ(codeOf([&] { config.set("colour", "red"); }), "setting_unknown");
  EXPECT_EQ(codeOf([&] { config.text("count"); }), "setting_type");
  EXPECT_EQ(codeOf([&] { config.text("key"); }), "setting_type");
}

TEST(FakeConfig, RefusesADefaultThatDoesNotFit) {
  static constexpr ConfigField kWrong[] = {{"count", ConfigType::kInteger, "many", "A number."},
                                           {}};
  PluginInfo info = kSampleInfo;
  info.config = kWrong;
  EXPECT_EQ(codeOf([&] { FakeConfig config(info); }), "setting_invalid");
}

}  // namespace
}  // namespace itops::test
