#include "outbound/outbound_url.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"

namespace itops::outbound {
namespace {

using testing::HasSubstr;
using testing::Not;

std::string refusalOf(const std::string& url) {
  try {
    OutboundUrl parsed(url);
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    EXPECT_EQ(error.code(), "outbound_url");
    return error.what();
  }
  return "taken";
}

TEST(OutboundUrl, KnowsItsHost) {
  EXPECT_EQ(OutboundUrl("http://Example.ORG/x?y=1").host(), "example.org");
  EXPECT_EQ(OutboundUrl("https://example.org.:8443").host(), "example.org");
  EXPECT_EQ(OutboundUrl("http://[::1]:80/").host(), "::1");
}

TEST(OutboundUrl, SeesThroughOtherWritingsOfAnAddress) {
  for (const char* url : {"http://127.1/", "http://0x7f000001/", "http://2130706433/",
                          "http://0177.0.0.1/", "http://%31%32%37.0.0.1/"}) {
    EXPECT_EQ(OutboundUrl(url).host(), "127.0.0.1") << url;
  }
}

TEST(OutboundUrl, RefusesWhatIsNoHttpUrl) {
  for (const char* url : {"", "example.org", "//example.org", "ftp://example.org", "file:///etc",
                          "gopher://x/", "http://", "javascript:alert(1)", "http:x y",
                          "http://exa mple.org", "http://ex\nample.org", "http://größe.example"}) {
    EXPECT_NE(refusalOf(url), "taken") << url;
  }
  EXPECT_THAT(refusalOf("http://x/" + std::string(9000, 'a')), HasSubstr("8192"));
}

TEST(OutboundUrl, RefusesUserAndPasswordWithoutRepeatingThem) {
  for (const char* url : {"http://hunter2@example.org/", "http://ann:hunter2@example.org/"}) {
    EXPECT_THAT(refusalOf(url), Not(HasSubstr("hunter2"))) << url;
    EXPECT_NE(refusalOf(url), "taken");
  }
}

}  // namespace
}  // namespace itops::outbound
