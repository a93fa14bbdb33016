#pragma once

#include <optional>
#include <string>
#include <vector>

#include "definition/definition_record.hpp"
#include "itops/database.hpp"
#include "itops/query.hpp"

namespace itops::sla {

/// Which definitions a list shows, by name.
struct DefinitionFilter {
  static constexpr std::string_view kList = "definitions";

  std::optional<std::string> tier;
  int limit = 100;
  std::optional<PageCursor> cursor;
};

struct DefinitionPage {
  std::vector<DefinitionRecord> items;
  std::optional<std::string> next_cursor;
};

/// Definitions in the database, inside one transaction.
class DefinitionCatalogRepository {
 public:
  /// @param transaction outlives this object
  explicit DefinitionCatalogRepository(Transaction& transaction) : transaction_(transaction) {}

  DefinitionPage list(const DefinitionFilter& filter);

  /// The definition with that id, locked; empty when there is none.
  std::optional<DefinitionRecord> lock(const Uuid& uuid);

  /// True when another definition than this one has its name.
  bool isNameTaken(const DefinitionRecord& definition);

  /// Stores a new definition; false when one of that name is there.
  bool insert(const DefinitionRecord& definition);

  void update(const DefinitionRecord& definition);

  void remove(const DefinitionRecord& definition);

 private:
  Transaction& transaction_;
};

}  // namespace itops::sla
