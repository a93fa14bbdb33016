#include "registry/service_filter.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/error.hpp"
#include "itops/testing/request.hpp"

namespace itops::registry {
namespace {

using itops::test::FakeRequest;
using itops::test::RequestData;
using testing::ElementsAre;

/// Names of the parameters that a query is refused for, separated by spaces; `ok` when it isn't.
template <class Read>
std::string refused(const RequestData::Texts& query, Read read) {
  try {
    read(FakeRequest({.query = query}));
  } catch (const Error& error) {
    EXPECT_EQ(error.kind(), ErrorKind::kInvalid);
    EXPECT_EQ(error.code(), "query_invalid");
    std::string names;
    for (const auto& field : error.fields()) {
      EXPECT_FALSE(field.message.empty());
      names += (names.empty() ? "" : " ") + field.field;
    }
    return names;
  }
  return "ok";
}

std::string refusedServices(const RequestData::Texts& query) {
  return refused(query, serviceFilterFrom);
}
std::string refusedEvents(const RequestData::Texts& query) {
  return refused(query, eventFilterFrom);
}

ServiceFilter read(const RequestData::Texts& query) {
  return serviceFilterFrom(FakeRequest({.query = query}));
}

TEST(ServiceQuery, WithoutParametersHasDefaults) {
  const auto filter = read({});
  EXPECT_EQ(filter.sort, ServiceSort::kPath);
  EXPECT_FALSE(filter.descending);
  EXPECT_EQ(filter.limit, 100);
  EXPECT_FALSE(filter.cursor || filter.path || filter.tag || filter.source || filter.sla_group);
  EXPECT_FALSE(filter.criticality || filter.type || filter.team || filter.name_space);
  EXPECT_FALSE(filter.text);
  EXPECT_TRUE(filter.statuses.empty());
}

TEST(ServiceQuery, ReadsEveryParameter) {
  const auto filter = serviceFilterFrom(FakeRequest({.query = {{"path", "a/b"},
                                                               {"status", "DOWN,UNKNOWN"},
                                                               {"tag", "t"},
                                                               {"source", "agent"},
                                                               {"slaGroup", "g"},
                                                               {"criticality", "low"},
                                                               {"type", "y"},
                                                               {"team", "m"},
                                                               {"namespace", "n"},
                                                               {"q", "x y"},
                                                               {"sort", "-lastSeenAt"},
                                                               {"limit", "500"}}}));
  EXPECT_EQ(filter.path, "a/b");
  EXPECT_THAT(filter.statuses, ElementsAre(Status::kDown, Status::kUnknown));
  EXPECT_EQ(filter.tag, "t");
  EXPECT_EQ(filter.source, "agent");
  EXPECT_EQ(filter.sla_group, "g");
  EXPECT_EQ(filter.criticality, "low");
  EXPECT_EQ(filter.type, "y");
  EXPECT_EQ(filter.team, "m");
  EXPECT_EQ(filter.name_space, "n");
  EXPECT_EQ(filter.text, "x y");
  EXPECT_EQ(filter.sort, ServiceSort::kLastSeenAt);
  EXPECT_TRUE(filter.descending);
  EXPECT_EQ(filter.limit, 500);
}

TEST(ServiceQuery, TakesEmptyParametersForAbsent) {
  EXPECT_EQ(refusedServices({{"status", ""}, {"limit", ""}, {"sort", ""}, {"cursor", ""}}), "ok");
  EXPECT_FALSE(read({{"team", ""}}).team);
}

TEST(ServiceQuery, DropsSlashesAtTheEndOfAPath) {
  EXPECT_EQ(read({{"path", "a/b//"}}).path, "a/b");
  EXPECT_FALSE(read({{"path", "//"}}).path);
}

TEST(ServiceQuery, NamesWhatItCanNotUse) {
  EXPECT_EQ(refusedServices({{"status", "down"}}), "status");
  EXPECT_EQ(refusedServices({{"status", "DOWN,,UP"}}), "status");
  EXPECT_EQ(refusedServices({{"source", "Agent"}}), "source");
  EXPECT_EQ(refusedServices({{"criticality", "urgent"}}), "criticality");
  EXPECT_EQ(refusedServices({{"sort", "id"}}), "sort");
  EXPECT_EQ(refusedServices({{"sort", "-"}}), "sort");
  EXPECT_EQ(refusedServices({{"sort", "--path"}}), "sort");
  EXPECT_EQ(refusedServices({{"cursor", "!"}}), "cursor");
  EXPECT_EQ(refusedServices({{"cursor", "W10"}}), "cursor");
  EXPECT_EQ(refusedServices({{"team", std::string("a\0b", 3)}}), "team");
}

TEST(ServiceQuery, RefusesLimitsOutsideTheirRange) {
  for (const char* limit : {"0", "-1", "501", "1.5", "ten", "10 ", "99999999999999999999"}) {
    EXPECT_EQ(refusedServices({{"limit", limit}}), "limit") << limit;
    EXPECT_EQ(refusedEvents({{"limit", limit}}), "limit") << limit;
  }
}

TEST(ServiceQuery, NamesAllWrongParametersTogether) {
  EXPECT_EQ(refusedServices({{"limit", "x"}, {"status", "x"}, {"sort", "x"}, {"team", "fine"}}),
            "status sort limit");
}

TEST(EventQuery, ReadsTimesAndDates) {
  const auto filter = eventFilterFrom(FakeRequest(
      {.query = {{"from", "2026-03-01"}, {"to", "2026-03-01T14:00:00+02:00"}, {"limit", "7"}}}));
  EXPECT_EQ(filter.from, *parseTimestamp("2026-03-01T00:00:00Z"));
  EXPECT_EQ(filter.to, *parseTimestamp("2026-03-01T12:00:00Z"));
  EXPECT_EQ(filter.limit, 7);
}

TEST(EventQuery, NamesTimesThatItCanNotRead) {
  EXPECT_EQ(refusedEvents({{"from", "yesterday"}, {"to", "2026-02-30"}}), "from to");
}

TEST(Cursor, ReadsBackWhateverItHolds) {
  for (const std::string key :
       {"", "a/b/c/d/e", "größe \"x\"\n", "2026-03-01 12:00:00.000001+00"}) {
    const auto text = encodeCursor("services:path", {key, 2'000'000'000});
    EXPECT_EQ(text.find_first_of("+/=&?#% "), std::string::npos) << "fit for a query: " << text;
    const auto filter = read({{"cursor", text}});
    ASSERT_TRUE(filter.cursor) << key;
    EXPECT_EQ(filter.cursor->key, key);
    EXPECT_EQ(filter.cursor->id, 2'000'000'000);
  }
}

TEST(Cursor, OfAnotherListOrOrderIsRefused) {
  const auto of_path = encodeCursor(serviceListName(ServiceSort::kPath, false), {"a", 1});
  EXPECT_EQ(refusedServices({{"cursor", of_path}}), "ok");
  EXPECT_EQ(refusedServices({{"cursor", of_path}, {"sort", "-path"}}), "cursor");
  EXPECT_EQ(refusedServices({{"cursor", of_path}, {"sort", "name"}}), "cursor");
  EXPECT_EQ(refusedEvents({{"cursor", of_path}}), "cursor");
}

TEST(Cursor, NamesEachOrderDifferently) {
  std::set<std::string> names;
  for (int sort = 0; sort < 7; ++sort) {
    names.insert(serviceListName(static_cast<ServiceSort>(sort), false));
    names.insert(serviceListName(static_cast<ServiceSort>(sort), true));
  }
  EXPECT_EQ(names.size(), 14U);
}

}  // namespace
}  // namespace itops::registry
