#include "plugin/health_probe.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <thread>
#include <vector>

#include "itops/error.hpp"
#include "plugin/ready_gauges.hpp"

namespace itops::plugin {
namespace {

using testing::HasSubstr;
using testing::Not;

constexpr std::chrono::milliseconds kPatience{30'000};
constexpr std::chrono::milliseconds kShort{20};

/// A question that is answered when the test says so.
class OpenQuestion {
 public:
  ~OpenQuestion() { answer(); }

  HealthProbe::Question question() {
    return [gate = gate_.get_future().share(), count = count_] {
      ++*count;
      gate.wait();
      return Health{false, "It thought for long."};
    };
  }
  void answer() {
    if (!answered_) gate_.set_value();
    answered_ = true;
  }
  int count() const { return *count_; }

 private:
  std::promise<void> gate_;
  bool answered_ = false;
  std::shared_ptr<std::atomic<int>> count_ = std::make_shared<std::atomic<int>>(0);
};

TEST(HealthProbe, BringsTheAnswer) {
  HealthProbe probe;
  EXPECT_TRUE(probe.ask([] { return Health{}; }, kPatience)->ready);
  EXPECT_EQ(probe.ask([] { return Health{false, "No disk."}; }, kPatience)->detail, "No disk.");
}

TEST(HealthProbe, BringsWhatWasThrownAndAsksAgain) {
  HealthProbe probe;
  const auto failing = []() -> Health { throw Error(ErrorKind::kInternal, "bad", "Broken."); };
  EXPECT_THROW(probe.ask(failing, kPatience), Error);
  EXPECT_TRUE(probe.ask([] { return Health{}; }, kPatience)->ready);
}

TEST(HealthProbe, WaitsNoLongerThanItsLimit) {
  HealthProbe probe;
  OpenQuestion open;
  EXPECT_FALSE(probe.ask(open.question(), kShort));
}

TEST(HealthProbe, AsksNoSecondTimeWhileAQuestionIsOpen) {
  HealthProbe probe;
  OpenQuestion open;
  const auto question = open.question();
  for (int i = 0; i < 5; ++i) EXPECT_FALSE(probe.ask(question, kShort));
  EXPECT_EQ(open.count(), 1);
}

TEST(HealthProbe, AnswersEverybodyWhoWaits) {
  HealthProbe probe;
  OpenQuestion open;
  const auto question = open.question();
  std::vector<std::future<std::optional<Health>>> waiting;
  for (int i = 0; i < 4; ++i) {
    waiting.push_back(
        std::async(std::launch::async, [&] { return probe.ask(question, kPatience); }));
  }
  open.answer();
  for (auto& one : waiting) EXPECT_EQ(one.get()->detail, "It thought for long.");
}

TEST(HealthProbe, MayGoWhileAQuestionIsOpen) {
  OpenQuestion open;
  {
    HealthProbe probe;
    EXPECT_FALSE(probe.ask(open.question(), kShort));
  }
  open.answer();
}

TEST(ReadyGauges, ShowEveryPluginThatIsOn) {
  MetricsRegistry registry;
  ReadyGauges gauges(registry);
  gauges.show({{"sla", {}}, {"backup", {false, "No disk."}}});
  EXPECT_THAT(registry.text(), HasSubstr("itops_plugin_ready{plugin=\"sla\"} 1\n"));
  EXPECT_THAT(registry.text(), HasSubstr("itops_plugin_ready{plugin=\"backup\"} 0\n"));
  gauges.show({{"backup", {}}});
  EXPECT_THAT(registry.text(), Not(HasSubstr("sla")));
  EXPECT_THAT(registry.text(), HasSubstr("itops_plugin_ready{plugin=\"backup\"} 1\n"));
}

}  // namespace
}  // namespace itops::plugin
