#pragma once

#include <optional>
#include <string>
#include <vector>

#include "database/ingest/catalog_database.hpp"

namespace itops::test {

/// A service as a test of the catalog's reads wants it. Numbers of time are seconds after noon.
struct Seed {
  std::string name;
  std::string node = "org/infra/prod/rack";
  int status = 1;
  std::string criticality = "medium";
  std::string source = "external";
  std::string type = "service";
  std::string team = {};
  std::optional<std::string> name_space = {};
  std::vector<std::string> tags = {};
  std::vector<std::string> groups = {};
  std::string display_name = {};
  std::string description = {};
  std::string message = {};
  int status_since = 0;
  std::optional<int> last_seen = {};
  int created = 0;
  bool archived = false;
};

/// Stores services in this order, so that their ids grow.
void store(CatalogDatabase& database, const std::vector<Seed>& seeds);

}  // namespace itops::test
