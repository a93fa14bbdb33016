#include "itops/testing/context.hpp"

#include <gtest/gtest.h>

#include "itops/database.hpp"
#include "itops/logger.hpp"
#include "itops/metrics.hpp"
#include "itops/registry.hpp"
#include "itops/testing/logger.hpp"
#include "sample_info.hpp"

namespace itops::test {
namespace {

struct Greeter {
  static constexpr std::string_view kInterfaceId = "sample.greeter/1";
};
struct Stranger {
  static constexpr std::string_view kInterfaceId = "sample.stranger/1";
};

class FakeContextTest : public testing::Test {
 protected:
  FakeContext fake_{kSampleInfo};
  Context& context_ = fake_;
};

TEST_F(FakeContextTest, HandsOutWhatIsServed) {
  FakeLogger logger;
  fake_.serve<Logger>(logger);
  EXPECT_EQ(&context_.need<Logger>(), &logger);
}

TEST_F(FakeContextTest, IsAsStrictAsTheKernel) {
  EXPECT_EQ(codeOf([&] { context_.need<Registry>(); }), "need_undeclared");
  EXPECT_EQ(codeOf([&] { context_.need<Metrics>(); }), "need_undeclared") << "only used";
  EXPECT_EQ(codeOf([&] { context_.need<Database>(); }), "need_unmet");
  EXPECT_EQ(context_.find<Metrics>(), nullptr);
}

TEST_F(FakeContextTest, WithholdsWhatATestTakesAway) {
  FakeLogger logger;
  fake_.serve<Logger>(logger);
  fake_.withhold(Logger::kInterfaceId);
  EXPECT_EQ(codeOf([&] { context_.need<Logger>(); }), "need_unmet");
}

TEST_F(FakeContextTest, TakesListedOffersOnceAndInStartOnly) {
  Greeter greeter;
  Stranger stranger;
  EXPECT_EQ(fake_.offered<Greeter>(), nullptr);
  EXPECT_EQ(codeOf([&] { context_.offer(stranger); }), "offer_undeclared");
  EXPECT_EQ(codeOf([&] { fake_.finishOffers(); }), "offer_missing");

  FakeContext again(kSampleInfo);
  Context& context = again;
  context.offer(greeter);
  EXPECT_EQ(again.offered<Greeter>(), &greeter);
  EXPECT_EQ(codeOf([&] { context.offer(greeter); }), "offer_repeated");
  again.finishOffers();
  EXPECT_EQ(codeOf([&] { context.offer(greeter); }), "offer_late");
}

}  // namespace
}  // namespace itops::test
