#include <map>

#include "checks.hpp"
#include "child.hpp"

namespace itops::validator {
namespace {

/// Everything with a schema, and a fingerprint of what it is made of.
constexpr Statement kCatalog{"check.catalog", R"(
SELECT n.nspname AS schema, c.relname AS name,
       md5(concat(c.relkind, c.relrowsecurity, c.reloptions,
         (SELECT string_agg(concat(a.attname, a.atttypid, a.attnotnull), ',' ORDER BY a.attnum)
          FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0),
         (SELECT string_agg(pg_get_constraintdef(k.oid), ',' ORDER BY k.conname)
          FROM pg_constraint k WHERE k.conrelid = c.oid),
         (SELECT string_agg(t.tgname, ',' ORDER BY t.tgname) FROM pg_trigger t
          WHERE t.tgrelid = c.oid AND NOT t.tgisinternal))) AS content
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
UNION ALL
SELECT n.nspname, p.proname || '()', md5(pg_get_functiondef(p.oid))
FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind IN ('f', 'p') AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
UNION ALL
SELECT n.nspname, t.typname, t.typtype::text
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype IN ('d', 'e', 'r') AND n.nspname NOT LIKE 'pg\_%'
  AND n.nspname <> 'information_schema')"};

/// `schema.name` -> content.
using Catalog = std::map<std::string, std::string>;

Catalog catalogOf(Database& database) {
  Catalog catalog;
  for (const auto row : database.run(kCatalog)) {
    catalog[std::string(row.text("schema")) + "." + std::string(row.text("name"))] =
        row.text("content");
  }
  return catalog;
}

/// The first thing outside the schema that is new, gone or another; empty when there is none.
std::string foreignChange(const Catalog& before, const Catalog& after, const std::string& schema) {
  const std::string own = schema + ".";
  for (const auto& [name, content] : after) {
    if (name.starts_with(own)) continue;
    const auto known = before.find(name);
    if (known == before.end()) return "make " + name;
    if (known->second != content) return "change " + name;
  }
  for (const auto& [name, content] : before) {
    if (!after.contains(name)) return "drop " + name;
  }
  return {};
}

Outcome checkMigrations(const Subject& subject) {
  if (subject.migrations.empty()) {
    return Outcome::skipped("No migrations were given; name their folder with --migrations.");
  }
  const std::string id = descriptorOf(subject).info->id;
  auto database = test::TestDatabase::migrated({}, subject.kernel_migrations);
  const Catalog before = catalogOf(database);
  database.migrate({id, subject.migrations});
  const std::string change = foreignChange(before, catalogOf(database), id);
  if (change.empty()) return Outcome::ok("Its migrations touch nothing but the schema " + id + ".");
  return Outcome::failed("Its migrations " + change + " outside the schema " + id +
                         "; a plugin writes only its own.");
}

constexpr Check kMigrationChecks[] = {{"migrations", checkMigrations}};

}  // namespace

std::span<const Check> migrationChecks() {
  return kMigrationChecks;
}

}  // namespace itops::validator
