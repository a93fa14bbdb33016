#include "database/sla/sla_plugin_test.hpp"
#include "database/sla/stored_times.hpp"

namespace itops::sla {
namespace {

constexpr const char* kBudget = "/api/v1/sla/budget?path=a/b/c/d/one";

class BudgetTest : public SlaPluginTest {
 protected:
  void SetUp() override {
    start();
    service_ = addService("a/b/c/d/one", "high", "shop");
    database_.run("SELECT sla.ensure_assignments()");
    StoredTimes::countedUntil(database_, "2026-03-01 11:45Z");
  }

  StoredTimes service() { return {database_, Subject::kService, service_}; }
  StoredTimes group() {
    return {database_, Subject::kGroup,
            std::stoi(database_.value("SELECT id FROM kernel.sla_groups"))};
  }
  /// `1h 16.6667 200.0000 alerting` of each pair.
  static std::vector<std::string> rates(const Answer& answer) {
    std::vector<std::string> lines;
    for (const json::value& rate : answer["burnRates"].as_array()) {
      lines.push_back(std::string(rate.at("longWindow").as_string()) + " " +
                      number(rate.at("longRate")) + " " + number(rate.at("shortRate")) +
                      (rate.at("alerting").as_bool() ? " alerting" : ""));
    }
    return lines;
  }
  static std::string number(const json::value& value) {
    if (value.is_null()) return "null";
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.4f", value.as_double());
    return text.data();
  }

  int service_ = 0;
};

TEST_F(BudgetTest, OfAMonthSaysWhatIsSpentAndLeft) {
  service().month("2026-02-01Z", "2417100,0,2100,0,0,0", 2);
  const Answer answer = get(std::string(kBudget) + "&period=2026-02");
  EXPECT_EQ(answer.text("periodKey"), "2026-02");
  EXPECT_EQ(answer["allowedMs"], json::value(2'419'200));
  EXPECT_EQ(answer["spentMs"], json::value(2'100'000));
  EXPECT_EQ(answer["leftMs"], json::value(319'200));
  EXPECT_EQ(number(answer["spentPercent"]), "86.8056");
  EXPECT_EQ(number(answer["targetPercent"]), "99.9000");
  EXPECT_EQ(answer.text("status"), "at_risk");
  EXPECT_EQ(answer["revision"], json::value(2));
  EXPECT_EQ(answer["final"], json::value(true));
  EXPECT_EQ(answer.text("burnRatesAt"), "2026-03-01T00:00:00Z");
}

TEST_F(BudgetTest, OfTheCurrentMonthAllowsWhatTheWholeMonthWill) {
  service().month("2026-03-01Z", "39300,0,3000,0,0,0");
  const Answer answer = get(kBudget);
  EXPECT_EQ(answer.text("periodKey"), "2026-03");
  EXPECT_EQ(answer["allowedMs"], json::value(2'678'400));
  EXPECT_EQ(answer["leftMs"], json::value(-321'600));
  EXPECT_EQ(number(answer["spentPercent"]), "112.0072");
  EXPECT_EQ(answer.text("status"), "breached");
  EXPECT_EQ(answer["final"], json::value(false));
}

TEST_F(BudgetTest, BurnRatesAreThoseOfTheNewestWindows) {
  service().windows("2026-02-26 11:45Z", 863, "300,0,0,0,0,0");
  service().windows("2026-03-01 11:40Z", 1, "240,0,60,0,0,0");
  const Answer answer = get(kBudget);
  EXPECT_EQ(answer.text("burnRatesAt"), "2026-03-01T11:45:00Z");
  EXPECT_THAT(rates(answer),
              testing::ElementsAre("1h 16.6667 200.0000 alerting", "6h 2.7778 33.3333",
                                   "1d 0.6944 8.3333", "3d 0.2315 2.7778"));
}

TEST_F(BudgetTest, BurnRatesOfAnAverageAreOfItsMembersTime) {
  group().windows("2026-03-01 11:40Z", 1, "840,0,60,0,0,0");
  EXPECT_EQ(rates(get("/api/v1/sla/budget?group=shop")).front(), "1h 66.6667 66.6667 alerting");
}

TEST_F(BudgetTest, BeforeAnythingWasCountedThereAreNoRates) {
  database_.run("DELETE FROM sla.aggregation");
  const Answer answer = get(kBudget);
  EXPECT_EQ(answer["allowedMs"], json::value(2'678'400));
  EXPECT_EQ(answer.text("status"), "no_data");
  EXPECT_TRUE(answer["burnRatesAt"].is_null());
  EXPECT_TRUE(rates(answer).empty());
}

TEST_F(BudgetTest, OfNothingKnownHasEmptyRates) {
  service().windows("2026-03-01 11:40Z", 1, "0,0,0,0,300,0");
  EXPECT_EQ(rates(get(kBudget)).front(), "1h null null");
}

TEST_F(BudgetTest, WithoutADefinitionThereIsNoBudget) {
  addService("a/b/c/d/new");
  EXPECT_EQ(get("/api/v1/sla/budget?path=a/b/c/d/new").code(), "definition_missing");
  EXPECT_EQ(get("/api/v1/sla/budget?path=a/b/c/d/none").code(), "service_not_found");
  EXPECT_THAT(get("/api/v1/sla/budget?group=none&period=March").fields(),
              testing::ElementsAre("period"));
}

}  // namespace
}  // namespace itops::sla
