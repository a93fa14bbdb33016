#include "storage_view.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "itops/json/json_text.hpp"
#include "storage_json.hpp"

namespace itops::storage {
namespace {

using testing::HasSubstr;
using testing::StartsWith;

constexpr Timestamp kViewedAt =
    std::chrono::sys_days{std::chrono::year{2026} / 3 / 1} + std::chrono::hours(12);

MountView mount(const std::string& path, std::optional<Figures> figures) {
  return {.mount_path = path,
          .figures = std::move(figures),
          .storage_type = "pvc",
          .observed_at = kViewedAt,
          .full_at = {}};
}

StorageView service(std::vector<MountView> mounts, std::optional<Figures> declared = {}) {
  StorageView view;
  view.path = "a/b/c/d/db";
  view.display_name = "=db";
  view.tags = {"database", "storage"};
  view.declared = std::move(declared);
  view.mounts = std::move(mounts);
  return view;
}

TEST(StorageView, IsJudgedByItsWorstMount) {
  const StorageView view = service({mount("/data", Figures{100, 95, 5}), mount("/", Figures{})});
  EXPECT_EQ(view.figures(), (Figures{100, 95, 5}));
  EXPECT_EQ(view.source(), FigureSource::kPush);
}

TEST(StorageView, PrefersWhatIsPushedToWhatIsDeclared) {
  const Figures declared{100, 50, 50};
  EXPECT_EQ(service({mount("", Figures{100, 95, 5})}, declared).figures()->free_percent, 5);
  EXPECT_EQ(service({}, declared).source(), FigureSource::kDeclared);
  EXPECT_EQ(service({mount("", {})}, declared).figures(), declared);
}

// SLA-58
TEST(StorageView, CountsAsEmptyWhenItWasOnlyPushedWithoutFigures) {
  const StorageView view = service({mount("", {})});
  EXPECT_EQ(view.source(), FigureSource::kAssumed);
  EXPECT_EQ(view.figures()->free_percent, 100);
}

TEST(StorageView, HasNoFiguresBeforeThereAreAny) {
  EXPECT_EQ(service({}).source(), FigureSource::kNone);
  EXPECT_FALSE(service({}).figures());
  const std::string text = jsonText(storageJson(service({})));
  EXPECT_THAT(text, HasSubstr(R"("freePercent":null,"status":null,"allocatedBytes":null)"));
  EXPECT_THAT(text, HasSubstr(R"("source":null,"fullAt":null,"usedBy":[],"mounts":[])"));
}

TEST(StorageView, IsFullWhenTheFirstOfItsMountsIs) {
  StorageView view = service({mount("/a", Figures{}), mount("/b", Figures{})});
  EXPECT_FALSE(view.fullAt());
  view.mounts[1].full_at = kViewedAt + std::chrono::hours(2);
  EXPECT_EQ(view.fullAt(), kViewedAt + std::chrono::hours(2));
  view.mounts[0].full_at = kViewedAt + std::chrono::hours(1);
  EXPECT_EQ(view.fullAt(), kViewedAt + std::chrono::hours(1));
}

TEST(StorageView, IsShownAsJson) {
  StorageView view = service({mount("", Figures{3, 2, 100 / 3.0})});
  view.used_by = {{"payment-api", "Payment API", "a/b/c/d/payment-api", std::nullopt}};
  const std::string text = jsonText(storageJson(view));
  EXPECT_THAT(text, HasSubstr(R"("freePercent":33.333333333333336,"status":"healthy",)"
                              R"("allocatedBytes":3,"usedBytes":2,"storageType":"pvc",)"
                              R"("mountPath":null,"reportedAt":"2026-03-01T12:00:00Z",)"
                              R"("source":"push")"));
  EXPECT_THAT(text, HasSubstr(R"("usedBy":[{"name":"payment-api","displayName":"Payment API",)"
                              R"("path":"a/b/c/d/payment-api","id":null}])"));
}

TEST(StorageView, IsShownAsCsvWithoutFormulas) {
  StorageView view = service({mount("/data", Figures{100, 95, 5})});
  view.used_by = {{"x", "X", {}, {}}, {"y", "Y", {}, {}}};
  const std::string csv = storageCsv({view, service({})});
  EXPECT_THAT(csv, StartsWith("id,path,displayName,type,"));
  EXPECT_THAT(csv, HasSubstr(R"("a/b/c/d/db","'=db","","","database;storage","5","critical",)"
                             R"("100","95","pvc","/data","2026-03-01T12:00:00Z","push","",)"
                             R"("X;Y",1)"));
  EXPECT_THAT(csv, HasSubstr(R"("database;storage","","","","","","","","","","",0)"));
}

TEST(HistoryPoint, IsShownAsJsonAndCsv) {
  const HistoryPoint point{.at = kViewedAt,
                           .resolution = Resolution::kHour,
                           .mount_path = "/data",
                           .reports = 4,
                           .free_percent = 20,
                           .free_percent_min = 10.5,
                           .free_percent_max = 30,
                           .used_bytes = 80,
                           .allocated_bytes = 100};
  EXPECT_EQ(jsonText(pointJson(point)),
            R"({"at":"2026-03-01T12:00:00Z","resolution":"hour","mountPath":"/data","reports":4,)"
            R"("freePercent":20,"freePercentMin":10.5,"freePercentMax":30,"status":"warning",)"
            R"("allocatedBytes":100,"usedBytes":80})");
  EXPECT_THAT(historyCsv({point}),
              HasSubstr(R"("2026-03-01T12:00:00Z","hour","/data",4,"20","10.5","30","warning",)"
                        R"("100","80")"));
}

}  // namespace
}  // namespace itops::storage
