#include "incident/incident_book.hpp"

#include <gmock/gmock.h>

namespace itops::sla {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr Timestamp kBookStart{std::chrono::sys_days{std::chrono::year{2026} / 3 / 1}};
constexpr std::chrono::minutes kHold{2};

Timestamp at(int minute) {
  return kBookStart + std::chrono::minutes(minute);
}

class IncidentBookTest : public testing::Test {
 protected:
  /// The book has an open incident of that service, open since minute 0.
  static UnderWay openSince0(std::int32_t service) {
    return {{.id = 100 + service, .service = {.id = service}, .opened_at = at(0)}, std::nullopt};
  }

  void apply(std::int32_t service, Status status, int minute,
             const OutageCircumstances& circumstances = {false, "high", std::nullopt}) {
    ServiceStatusChanged change;
    change.service_key = service;
    change.status = status;
    change.occurred_at = at(minute);
    change.message = "why";
    book_.apply(change, circumstances);
  }

  /// `service: opened..closed flaps`; without an end while it is open.
  static std::vector<std::string> texts(const std::vector<Incident>& incidents) {
    std::vector<std::string> texts;
    for (const Incident& one : incidents) {
      const auto minute = [](Timestamp time) {
        return std::to_string(
            std::chrono::duration_cast<std::chrono::minutes>(time - kBookStart).count());
      };
      texts.push_back(std::to_string(one.service.id) + ": " + minute(one.opened_at) + ".." +
                      (one.closed_at ? minute(*one.closed_at) : "") + " " +
                      std::to_string(one.flaps));
    }
    return texts;
  }

  IncidentBook book_{{openSince0(1), openSince0(2)}, kHold};
};

TEST_F(IncidentBookTest, WritesNothingForChangesThatAskForNothing) {
  apply(1, Status::kDown, 5);
  apply(2, Status::kUnknown, 5);
  apply(3, Status::kOperational, 5);
  apply(4, Status::kDown, 5, {true, "high", std::nullopt});
  EXPECT_THAT(book_.changed(), IsEmpty());
  EXPECT_THAT(book_.opened(), IsEmpty());
}

TEST_F(IncidentBookTest, WritesAnIncidentOnceHoweverOftenItsServiceChanges) {
  apply(1, Status::kOperational, 5);
  apply(1, Status::kDown, 6);
  apply(1, Status::kDegraded, 7);
  apply(1, Status::kDown, 8);
  EXPECT_THAT(texts(book_.changed()), ElementsAre("1: 0.. 2"));
  EXPECT_EQ(book_.changed()[0].recovered_at, std::nullopt);
  EXPECT_THAT(book_.opened(), IsEmpty());
}

TEST_F(IncidentBookTest, ClosesTheOldOneBeforeItOpensTheNext) {
  apply(1, Status::kOperational, 5);
  apply(1, Status::kDown, 9);
  EXPECT_THAT(texts(book_.changed()), ElementsAre("1: 0..5 0"));
  EXPECT_THAT(texts(book_.opened()), ElementsAre("1: 9.. 0"));
}

TEST_F(IncidentBookTest, KeepsServicesApart) {
  apply(2, Status::kOperational, 5);
  apply(3, Status::kDown, 6);
  apply(4, Status::kDown, 7);
  apply(3, Status::kOperational, 8);
  EXPECT_THAT(texts(book_.changed()), ElementsAre("2: 0.. 0"));
  EXPECT_THAT(texts(book_.opened()), ElementsAre("3: 6.. 0", "4: 7.. 0"));
  EXPECT_EQ(book_.opened()[0].recovered_at, at(8));
  EXPECT_EQ(book_.opened()[0].service.criticality, "high");
  EXPECT_EQ(book_.opened()[0].message, "why");
}

TEST_F(IncidentBookTest, ClosesWhatItOpenedItself) {
  apply(3, Status::kDown, 6);
  apply(3, Status::kOperational, 8);
  apply(3, Status::kDown, 20);
  EXPECT_THAT(texts(book_.opened()), ElementsAre("3: 6..8 0", "3: 20.. 0"));
}

TEST_F(IncidentBookTest, ClosesWhatItOpenedWhenTheServiceWasArchivedSince) {
  apply(3, Status::kDown, 6, {false, "high", at(7)});
  apply(3, Status::kDown, 20);
  EXPECT_THAT(texts(book_.opened()), ElementsAre("3: 6..7 0", "3: 20.. 0"));
  EXPECT_EQ(book_.opened()[0].close_reason, "archived");
}

}  // namespace
}  // namespace itops::sla
