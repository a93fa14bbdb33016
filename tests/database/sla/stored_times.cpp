#include "database/sla/stored_times.hpp"

namespace itops::sla {
namespace {

/// Columns of milliseconds from an array of seconds named `s`.
constexpr const char* kMilliseconds =
    "s[1] * 1000, s[2] * 1000, s[3] * 1000, s[4] * 1000, s[5] * 1000, s[6] * 1000";
constexpr const char* kColumns =
    "up_ms, degraded_ms, down_ms, maintenance_ms, unknown_ms, excluded_ms";

std::string arrayOf(const std::string& seconds) {
  return "(SELECT ARRAY[" + seconds + "]::bigint[] AS s) AS t";
}

}  // namespace

StoredTimes& StoredTimes::period(int type, const std::string& start, const std::string& seconds,
                                 int revision) {
  database_.run("INSERT INTO sla.sla_periods (subject, subject_id, type, period_start, revision, " +
                std::string(kColumns) + ") SELECT " + subject() + ", " + id() + ", " +
                std::to_string(type) + ", '" + start + "', " + std::to_string(revision) + ", " +
                kMilliseconds + " FROM " + arrayOf(seconds));
  return *this;
}

StoredTimes& StoredTimes::hour(const std::string& start, const std::string& seconds) {
  database_.run("SELECT sla.ensure_day_partition('sla_hours', '" + start +
                "'::timestamptz::date); INSERT INTO sla.sla_hours (subject, subject_id, "
                "period_start, " +
                std::string(kColumns) + ") SELECT " + subject() + ", " + id() + ", '" + start +
                "', " + kMilliseconds + " FROM " + arrayOf(seconds));
  return *this;
}

StoredTimes& StoredTimes::windows(const std::string& start, int count, const std::string& seconds) {
  const std::string table = kind_ == Subject::kGroup ? "group_windows" : "sla_windows";
  const std::string key = kind_ == Subject::kGroup ? "group_id" : "service_id";
  const std::string starts = "generate_series('" + start + "'::timestamptz, '" + start +
                             "'::timestamptz + " + std::to_string(count - 1) +
                             " * interval '5 minutes', '5 minutes')";
  database_.run("SELECT sla.ensure_day_partition('" + table +
                "', d) FROM (SELECT DISTINCT w::date AS d FROM " + starts +
                " AS g (w)) AS days; INSERT INTO sla." + table + " (" + key + ", window_start, " +
                kColumns + ") SELECT " + id() + ", w, " + kMilliseconds + " FROM " +
                arrayOf(seconds) + ", " + starts + " AS g (w)");
  return *this;
}

void StoredTimes::countedUntil(test::CatalogDatabase& database, const std::string& instant) {
  database.run("INSERT INTO sla.aggregation (next_window) VALUES ('" + instant +
               "') ON CONFLICT (id) DO UPDATE SET next_window = EXCLUDED.next_window");
}

}  // namespace itops::sla
