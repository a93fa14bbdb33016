#include "plugin/descriptor_check.hpp"

#include <gtest/gtest.h>

namespace itops::plugin {
namespace {

struct VersionCase {
  const char* name;
  SdkVersion plugin;
  SdkVersion kernel;
  bool accepted;
};

class SdkVersionCheck : public testing::TestWithParam<VersionCase> {};

TEST_P(SdkVersionCheck, FollowsThePromise) {
  EXPECT_EQ(checkSdkVersion(GetParam().plugin, GetParam().kernel) == std::nullopt,
            GetParam().accepted);
}

INSTANTIATE_TEST_SUITE_P(Cases, SdkVersionCheck,
                         testing::Values(VersionCase{"SameBeforeOne", {0, 1}, {0, 1}, true},
                                         VersionCase{"OlderBeforeOne", {0, 1}, {0, 2}, false},
                                         VersionCase{"NewerBeforeOne", {0, 2}, {0, 1}, false},
                                         VersionCase{"SameFromOne", {1, 3}, {1, 3}, true},
                                         VersionCase{"OlderFromOne", {1, 0}, {1, 3}, true},
                                         VersionCase{"NewerFromOne", {1, 4}, {1, 3}, false},
                                         VersionCase{"OlderMajor", {1, 9}, {2, 0}, false},
                                         VersionCase{"BeforeOneOnOne", {0, 1}, {1, 1}, false},
                                         VersionCase{"NewerMajor", {2, 0}, {1, 9}, false}),
                         [](const auto& test_case) { return test_case.param.name; });

class DescriptorCheck : public testing::Test {
 protected:
  PluginInfo info_{};
  PluginDescriptor descriptor_{kPluginMagic,
                               sizeof(PluginDescriptor),
                               ITOPS_SDK_VERSION_MAJOR,
                               ITOPS_SDK_VERSION_MINOR,
                               ITOPS_BUILD_FINGERPRINT,
                               &info_,
                               []() -> Plugin* { return nullptr; }};
};

TEST_F(DescriptorCheck, AcceptsADescriptorOfThisBuild) {
  EXPECT_EQ(checkDescriptor(descriptor_), std::nullopt);
}

TEST_F(DescriptorCheck, RefusesAMissingInfo) {
  descriptor_.info = nullptr;
  EXPECT_EQ(checkDescriptor(descriptor_),
            "Its descriptor has no PluginInfo; export it with ITOPS_PLUGIN.");
}

TEST_F(DescriptorCheck, TakesAMissingFingerprintForAnother) {
  descriptor_.fingerprint = nullptr;
  EXPECT_EQ(checkDescriptor(descriptor_),
            "It was built as \"\", this kernel as \"" ITOPS_BUILD_FINGERPRINT
            "\"; rebuild the plugin with the kernel's compiler and build options.");
}

TEST_F(DescriptorCheck, LooksAtTheVersionBeforeTheRest) {
  descriptor_.sdk_version_major = 3;
  descriptor_.size = 16;
  descriptor_.fingerprint = nullptr;
  EXPECT_EQ(checkDescriptor(descriptor_),
            "It was built with SDK 3.1, this kernel serves SDK 0.1; rebuild the plugin with SDK "
            "0.1 or run a kernel that serves SDK 3.1.");
}

}  // namespace
}  // namespace itops::plugin
