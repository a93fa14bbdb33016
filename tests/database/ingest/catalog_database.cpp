#include "database/ingest/catalog_database.hpp"

#include <functional>

#include "support/postgres_fixture.hpp"

namespace itops::test {
namespace {

DatabaseOptions withOptionsOfPushes(DatabaseOptions options) {
  options.pool_size = 4;
  options.session_settings = {{"enable_hashjoin", "off"}, {"enable_mergejoin", "off"}};
  return options;
}

Rows select(Database& database, const std::string& sql) {
  const std::string name = "test." + std::to_string(std::hash<std::string>{}(sql));
  return database.query({name.c_str(), sql.c_str()}, {});
}

}  // namespace

CatalogDatabase::CatalogDatabase(const std::vector<std::string>& owners)
    : options_(withOptionsOfPushes(PostgresFixture::migratedDatabase(owners))),
      pool_(options_, logger_, metrics_) {}

CatalogDatabase::CatalogDatabase(OnOwnServer)
    : options_(withOptionsOfPushes(OwnPostgres::migratedDatabase({"kernel", "sla"}))),
      pool_(options_, logger_, metrics_) {}

CatalogDatabase CatalogDatabase::onOwnServer() {
  return CatalogDatabase(OnOwnServer{});
}

std::string CatalogDatabase::value(const std::string& sql) {
  const Rows rows = select(pool_, "SELECT (" + sql + ")::text AS value");
  return rows[0].optionalText("value").value_or("null");
}

std::vector<std::string> CatalogDatabase::values(const std::string& sql) {
  std::vector<std::string> values;
  for (const auto row : select(pool_, "SELECT v::text AS value FROM (" + sql + ") AS t (v)")) {
    values.push_back(row.optionalText("value").value_or("null"));
  }
  return values;
}

}  // namespace itops::test
