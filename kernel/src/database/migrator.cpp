#include "database/migrator.hpp"

#include <map>

#include "database/postgres_transaction.hpp"
#include "database/sql_error.hpp"

namespace itops {
namespace {

constexpr Statement kTakeTurn{"migration.take_turn", "SELECT pg_advisory_lock($1::bigint)"};
constexpr Statement kFindTable{"migration.find_table",
                               "SELECT to_regclass('kernel.migration') IS NOT NULL AS present"};
constexpr Statement kListApplied{
    "migration.list_applied",
    "SELECT number, name, checksum, applied_at FROM kernel.migration WHERE owner = $1 "
    "ORDER BY number"};
constexpr Statement kRecord{
    "migration.record",
    "INSERT INTO kernel.migration (owner, number, name, checksum) VALUES ($1, $2, $3, $4)"};

/// The table that remembers can't be a migration itself.
constexpr const char* kCreateTable = R"(
CREATE SCHEMA IF NOT EXISTS kernel;
CREATE TABLE IF NOT EXISTS kernel.migration (
  owner text NOT NULL,
  number integer NOT NULL,
  name text NOT NULL,
  checksum text NOT NULL,
  applied_at timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT migration_pkey PRIMARY KEY (owner, number)
);
COMMENT ON TABLE kernel.migration IS 'Migration files that have been applied, per owner.';
)";

/// "itops" in ASCII, then "mig"; any number would do as long as all versions use the same.
constexpr std::int64_t kAdvisoryLock = 0x69746F70'736D6967;

struct Applied {
  std::string name;
  std::string checksum;
  Timestamp applied_at;
};

/// An owner becomes part of SQL as a schema's name.
void checkOwner(const std::string& owner) {
  const bool fits =
      !owner.empty() && owner.size() <= 63 && owner[0] >= 'a' && owner[0] <= 'z' &&
      owner.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string::npos;
  if (!fits) {
    failMigration("'" + owner + "' can't own migrations: expected up to 63 of a-z, 0-9 and '_'.");
  }
}

std::map<int, Applied> listApplied(Session& session, const std::string& owner) {
  std::map<int, Applied> applied;
  const Rows rows = session.run(kListApplied, owner);
  for (const auto row : rows) {
    applied.emplace(static_cast<int>(row.integer("number")),
                    Applied{std::string(row.text("name")), std::string(row.text("checksum")),
                            row.timestamp("applied_at")});
  }
  return applied;
}

void checkUnedited(const MigrationFile& file, const Applied& applied) {
  if (file.checksum == applied.checksum) return;
  failMigration(
      "The migration " + file.file +
      " was changed after it had been applied. Restore the file as it was released and put the "
      "change into a new migration.");
}

/// Line of a character position, both counted from 1; PostgreSQL counts characters, not bytes.
int lineAt(const std::string& sql, int position) {
  int line = 1;
  for (const char byte : sql) {
    const bool continues = (static_cast<unsigned char>(byte) & 0xC0) == 0x80;
    if (!continues && --position == 0) break;
    if (byte == '\n') ++line;
  }
  return line;
}

void runFile(Session& session, const MigrationFile& file) {
  std::string where = file.file;
  std::string why;
  try {
    return session.runScript("migration.file", file.sql);
  } catch (const StatementError& error) {
    if (error.position() > 0) where += ":" + std::to_string(lineAt(file.sql, error.position()));
    why = error.serverMessage();
  } catch (const Error& error) {
    why = error.logDetail();
  }
  failMigration("The migration " + where + " failed and was undone: " + why + ".");
}

void applyFile(Session& session, const std::string& owner, const MigrationFile& file) {
  PostgresTransaction transaction(session);
  session.runScript("migration.search_path", "SET LOCAL search_path = " + owner);
  runFile(session, file);
  if (!session.inTransaction()) {
    failMigration("The migration " + file.file +
                  " ends its transaction itself. Remove COMMIT and ROLLBACK from it.");
  }
  transaction.run(kRecord, owner, file.number, file.name, file.checksum);
  transaction.commit();
}

/// Holds the lock until the session is closed. What an earlier owner's files set is forgotten.
void takeTurn(Session& session) {
  session.runScript("migration.reset", "RESET ALL");
  session.liftTimeouts();
  session.run(kTakeTurn, kAdvisoryLock);
}

}  // namespace

Migrator::Migrator(Session& session, Logger& logger) : session_(session), logger_(logger) {}

int Migrator::run(const std::string& owner, const std::filesystem::path& folder) {
  checkOwner(owner);
  const std::vector<MigrationFile> files = readMigrationFiles(folder);
  takeTurn(session_);
  session_.runScript("migration.create_table", kCreateTable);
  session_.runScript("migration.create_schema", "CREATE SCHEMA IF NOT EXISTS " + owner);
  return applyMissing(owner, files);
}

int Migrator::applyMissing(const std::string& owner, const std::vector<MigrationFile>& files) {
  const auto applied = listApplied(session_, owner);
  int count = 0;
  for (const auto& file : files) {
    const auto known = applied.find(file.number);
    if (known != applied.end()) {
      checkUnedited(file, known->second);
      continue;
    }
    applyFile(session_, owner, file);
    logger_.info("A migration was applied.", {{"owner", owner}, {"file", file.file}});
    ++count;
  }
  if (!applied.empty() && applied.rbegin()->first > static_cast<int>(files.size())) {
    logger_.warning("The database has newer migrations than this version knows.",
                    {{"owner", owner},
                     {"known", std::to_string(files.size())},
                     {"applied", std::to_string(applied.rbegin()->first)}});
  }
  return count;
}

std::vector<MigrationStatus> Migrator::status(const std::string& owner,
                                              const std::filesystem::path& folder) {
  checkOwner(owner);
  using State = MigrationStatus::State;
  std::map<int, Applied> applied;
  if (session_.run(kFindTable)[0].boolean("present")) applied = listApplied(session_, owner);
  std::vector<MigrationStatus> lines;
  for (const auto& file : readMigrationFiles(folder)) {
    auto& line = lines.emplace_back(MigrationStatus{owner, file.number, file.name});
    const auto known = applied.extract(file.number);
    if (!known) continue;
    line.state = known.mapped().checksum == file.checksum ? State::kApplied : State::kEdited;
    line.applied_at = known.mapped().applied_at;
  }
  for (const auto& [number, row] : applied) {
    lines.push_back({owner, number, row.name, State::kUnknown, row.applied_at});
  }
  return lines;
}

}  // namespace itops
