#include <gmock/gmock.h>

#include "config/print.hpp"
#include "unit/config/config_fixture.hpp"

namespace itops::config::test {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;
using testing::SizeIs;

class OutboundSettingsTest : public ConfigFixture {};

TEST_F(OutboundSettingsTest, TakeHostsAddressesAndNetworks) {
  const LoadResult result = loadVariables(
      {{"ITOPS_OUTBOUND_ALLOW", "portal.example.org, 10.0.0.1,10.1.0.0/16,::1,fd00::/8"}});
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(settingsOrFail(result).textList("outbound.allow"),
              ElementsAre("portal.example.org", "10.0.0.1", "10.1.0.0/16", "::1", "fd00::/8"));
}

TEST_F(OutboundSettingsTest, RefuseWhatWouldNeverMatch) {
  for (const char* entry : {"http://portal", "portal:80", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8",
                            "fd00::/129", "a b", "*"}) {
    EXPECT_THAT(loadVariables({{"ITOPS_OUTBOUND_ALLOW", entry}}).errors, SizeIs(1)) << entry;
    EXPECT_THAT(loadVariables({{"ITOPS_SECURITY_WEBHOOK_HOST_ALLOWLIST", entry}}).errors, SizeIs(1))
        << entry;
  }
}

TEST_F(OutboundSettingsTest, KeepTheProxysPasswordToThemselves) {
  const LoadResult result =
      loadVariables({{"ITOPS_OUTBOUND_PROXY", "http://ann:hunter2@proxy:3128"}});
  EXPECT_THAT(result.errors, IsEmpty());
  EXPECT_THAT(printConfig(settingsOrFail(result)), Not(HasSubstr("hunter2")));
  EXPECT_THAT(loadVariables({{"ITOPS_OUTBOUND_PROXY", "proxy:3128"}}).errors, SizeIs(1));
}

}  // namespace
}  // namespace itops::config::test
