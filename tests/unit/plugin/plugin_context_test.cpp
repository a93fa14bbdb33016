#include "plugin/plugin_context.hpp"

#include <gtest/gtest.h>

#include <functional>

#include "itops/clock.hpp"
#include "itops/error.hpp"

namespace itops::plugin {
namespace {

struct Figures {
  static constexpr std::string_view kInterfaceId = "acme.figures/1";
};

struct Reports {
  static constexpr std::string_view kInterfaceId = "acme.reports/1";
};

/// Counts how many of it live.
struct Scratch {
  static constexpr std::string_view kInterfaceId = "itops.scratch/1";
  explicit Scratch(int& count) : living(count) { ++living; }
  ~Scratch() { --living; }
  int& living;
};

class StandingClock final : public Clock {
 public:
  Timestamp now() const override { return {}; }
};

class PluginContextTest : public testing::Test {
 protected:
  PluginContextTest() {
    manifest_.id = "sla";
    interfaces_.share<Clock>(clock_);
    interfaces_.perPlugin<Scratch>(
        [this](const PluginScope&) { return std::make_shared<Scratch>(living_); });
  }

  PluginContext make() {
    return {PluginScope{manifest_, std::make_shared<CallGuard>("sla", metrics_)}, interfaces_,
            offered_};
  }

  static std::string codeOf(const std::function<void()>& call) {
    try {
      call();
    } catch (const Error& error) {
      return error.code() + ": " + error.what();
    }
    return "nothing thrown";
  }

  int living_ = 0;
  StandingClock clock_;
  MetricsRegistry metrics_;
  PluginManifest manifest_;
  KernelInterfaces interfaces_;
  OfferedServices offered_;
};

TEST_F(PluginContextTest, ServesBasicInterfacesUnlisted) {
  PluginContext context = make();
  EXPECT_EQ(&context.need<Clock>(), &clock_);
}

TEST_F(PluginContextTest, ServesAListedNeedOfAnotherPlugin) {
  Figures figures;
  manifest_.needs = {"acme.figures/1"};
  offered_["acme.figures/1"] = {&figures, "figures"};
  PluginContext context = make();

  EXPECT_EQ(&context.need<Figures>(), &figures);
}

TEST_F(PluginContextTest, AnswersNullForAUseThatNobodyOffers) {
  manifest_.uses = {"acme.figures/1"};
  PluginContext context = make();

  EXPECT_EQ(context.find<Figures>(), nullptr);
}

TEST_F(PluginContextTest, ThrowsForANeedThatNobodyOffers) {
  manifest_.needs = {"acme.figures/1"};
  PluginContext context = make();

  EXPECT_EQ(codeOf([&] { context.need<Figures>(); }),
            "need_unmet: Plugin sla needs acme.figures/1, which nobody offers.");
}

TEST_F(PluginContextTest, ThrowsForALookupThatIsNotListed) {
  PluginContext context = make();

  EXPECT_EQ(codeOf([&] { context.need<Figures>(); }),
            "need_undeclared: Plugin sla asks for acme.figures/1 without listing it; add it to "
            "needs of its PluginInfo.");
  EXPECT_EQ(codeOf([&] { context.find<Figures>(); }),
            "need_undeclared: Plugin sla asks for acme.figures/1 without listing it; add it to "
            "uses of its PluginInfo.");
}

TEST_F(PluginContextTest, MakesAnInterfaceOncePerPluginAndDestroysIt) {
  manifest_.needs = {"itops.scratch/1"};
  {
    PluginContext context = make();
    EXPECT_EQ(&context.need<Scratch>(), context.find<Scratch>());
    EXPECT_EQ(living_, 1);
  }
  EXPECT_EQ(living_, 0);
}

TEST_F(PluginContextTest, KeepsListedOffers) {
  Figures figures;
  manifest_.offers = {"acme.figures/1"};
  PluginContext context = make();
  context.offer(figures);
  context.finishOffers();

  EXPECT_EQ(context.provided().at("acme.figures/1"), &figures);
}

TEST_F(PluginContextTest, RefusesOffersThatAreUnlistedRepeatedOrLate) {
  Figures figures;
  Reports reports;
  manifest_.offers = {"acme.figures/1"};
  PluginContext context = make();
  context.offer(figures);

  EXPECT_EQ(codeOf([&] { context.offer(figures); }),
            "offer_repeated: Plugin sla offers acme.figures/1 twice; offer it once.");
  EXPECT_EQ(codeOf([&] { context.offer(reports); }),
            "offer_undeclared: Plugin sla offers acme.reports/1 without listing it; add it to "
            "offers of its PluginInfo.");
  context.finishOffers();
  EXPECT_EQ(codeOf([&] { context.offer(figures); }),
            "offer_late: Plugin sla offers acme.figures/1 after its start(); offer it in start().");
}

}  // namespace
}  // namespace itops::plugin
