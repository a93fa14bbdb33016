#include "expectations.hpp"

#include "backup_json.hpp"
#include "backup_repository.hpp"
#include "itops/json/body_reader.hpp"
#include "itops/json/json_text.hpp"

namespace itops::backup {
namespace {

constexpr double kMaxAgeDaysLeast = 0.001;
constexpr double kMaxAgeDaysMost = 3650;

void setExpected(Expectation& asked, std::optional<bool> expected, Timestamp now) {
  const bool begins = expected == true && asked.expected != true;
  if (begins) asked.expected_since = now;
  if (expected != true) asked.expected_since.reset();
  asked.expected = expected;
}

/// Wrong members are noted in `body`.
void applyChange(BodyReader& body, Expectation& asked, Timestamp now) {
  const auto expected = body.flag("expected");
  if (expected || body.isNull("expected")) setExpected(asked, expected, now);
  const auto max_age_days = body.number("maxAgeDays", kMaxAgeDaysLeast, kMaxAgeDaysMost);
  if (max_age_days || body.isNull("maxAgeDays")) asked.max_age_days = max_age_days;
  const auto schedule = body.text("schedule");
  if (schedule || body.isNull("schedule")) asked.schedule = schedule;
}

void requireUndeclared(const BodyReader& body, const Backup& backup) {
  std::vector<FieldError> declared;
  const auto check = [&](const char* field, bool is_declared) {
    const bool asked = body.has(field) || body.isNull(field);
    if (asked && is_declared) {
      declared.push_back({field, "Git declares it under operations.backup in the ConfigMap of " +
                                     backup.service.path + "; change it there."});
    }
  };
  check("expected", backup.declared.expected.has_value());
  check("maxAgeDays", backup.declared.max_age_days.has_value());
  check("schedule", backup.declared.schedule.has_value());
  if (declared.empty()) return;
  throw Error(ErrorKind::kConflict, "declared_by_git",
              "Git declares what was to be changed, and wins; nothing was changed. See errors.", {},
              std::move(declared));
}

/// Locked, as another change may be under way.
Backup lockedBackup(BackupRepository& repository, const Uuid& service) {
  const auto found = repository.find(service);
  if (!found) throw serviceNotFound(service.toString());
  repository.lock({found->service.id});
  auto backup = repository.find(service);
  if (!backup) throw serviceNotFound(service.toString());
  return *std::move(backup);
}

}  // namespace

Error serviceNotFound(std::string_view id) {
  return {ErrorKind::kNotFound, "service_not_found",
          "There is no service with the id '" + std::string(id) +
              "'; GET /api/v1/services lists them."};
}

Backup Expectations::change(const Request& request, const Uuid& service) {
  BodyReader body(request);
  Backup backup;
  database_.transact([&](Transaction& transaction) {
    BackupRepository repository(transaction);
    backup = lockedBackup(repository, service);
    const Expectation before = backup.asked;
    applyChange(body, backup.asked, clock_.now());
    body.throwIfWrong("Nothing was changed");
    requireUndeclared(body, backup);
    repository.saveExpectation(backup);
    audit_.record(transaction, request,
                  {.action = "backup.update",
                   .object_type = "backup",
                   .object_id = backup.service.uuid.toString(),
                   .object_name = backup.service.path,
                   .before = jsonText(expectationJson(before)),
                   .after = jsonText(expectationJson(backup.asked))});
  });
  return backup;
}

}  // namespace itops::backup
