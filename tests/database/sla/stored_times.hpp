#pragma once

#include <string>

#include "database/ingest/catalog_database.hpp"
#include "definition/definition.hpp"

namespace itops::sla {

/// Writes what the aggregator would have, in seconds per class.
class StoredTimes {
 public:
  /// Who it is about; the database outlives this object.
  StoredTimes(test::CatalogDatabase& database, Subject kind, int id)
      : database_(database), kind_(kind), id_(id) {}

  /// @param start as PostgreSQL reads it
  /// @param seconds of up, degraded, down, maintenance, unknown and excluded: `86300, 0, 100, 0, 0,
  /// 0`
  StoredTimes& day(const std::string& start, const std::string& seconds, int revision = 1) {
    return period(1, start, seconds, revision);
  }
  StoredTimes& month(const std::string& start, const std::string& seconds, int revision = 1) {
    return period(3, start, seconds, revision);
  }
  StoredTimes& hour(const std::string& start, const std::string& seconds);
  /// Five-minute windows one after the other, all of them alike.
  StoredTimes& windows(const std::string& start, int count, const std::string& seconds);

  /// Makes the first window that was not counted.
  static void countedUntil(test::CatalogDatabase& database, const std::string& instant);

 private:
  StoredTimes& period(int type, const std::string& start, const std::string& seconds, int revision);
  std::string subject() const { return std::to_string(static_cast<int>(kind_)); }
  std::string id() const { return std::to_string(id_); }

  test::CatalogDatabase& database_;
  Subject kind_;
  int id_;
};

}  // namespace itops::sla
