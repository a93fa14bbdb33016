#include "backup_json.hpp"

#include <algorithm>

#include "itops/csv.hpp"
#include "itops/json/json_text.hpp"

namespace itops::backup {
namespace {

namespace json = boost::json;

/// An answer names so many services at most; it says how many there were.
constexpr std::size_t kUpdatedShownMax = 1000;

template <class T>
json::value numberOf(const std::optional<T>& number) {
  return number ? json::value(*number) : json::value(nullptr);
}

json::value outcomeOf(const BackupState& state) {
  return state.last_outcome ? json::value(outcomeName(*state.last_outcome)) : json::value(nullptr);
}

json::value anomalyOf(const BackupState& state) {
  if (!state.size_anomaly) return nullptr;
  const SizeAnomaly& anomaly = *state.size_anomaly;
  return json::object{{"expectedBytes", anomaly.usual_bytes},
                      {"leastBytes", anomaly.least_bytes},
                      {"mostBytes", anomaly.most_bytes},
                      {"successesCompared", anomaly.count},
                      {"explanation", explanationOf(anomaly)}};
}

json::array declaredByGit(const Expectation& declared) {
  json::array fields;
  if (declared.expected) fields.emplace_back("expected");
  if (declared.max_age_days) fields.emplace_back("maxAgeDays");
  if (declared.schedule) fields.emplace_back("schedule");
  return fields;
}

const char* addressWord(PushAddress::Kind kind) {
  if (kind == PushAddress::Kind::kService) return "service";
  return kind == PushAddress::Kind::kSlaGroup ? "slaGroup" : "namespace";
}

/// The text of an object without its braces.
std::string membersOf(const json::object& object) {
  const std::string text = jsonText(object);
  return text.substr(1, text.size() - 2);
}

std::string textOf(const std::optional<Timestamp>& time) {
  return time ? formatTimestamp(*time) : "";
}

void addNumber(CsvLine& line, const std::optional<double>& number) {
  line.add(number ? jsonText(json::value(*number)) : std::string_view{});
}

std::string csvLine(const Backup& backup, const Rules& rules, Timestamp now) {
  const Expectation expectation = backup.expectation();
  const BackupState& state = backup.state;
  const Verdict verdict = verdictOf(backup, rules, now);
  CsvLine line;
  line.add(backup.service.uuid.toString())
      .add(backup.service.path)
      .add(expectation.expected.value_or(false) ? "true" : "false")
      .add(statusName(verdict.status))
      .add(textOf(state.last_success_at))
      .add(textOf(state.last_attempt_at))
      .add(state.last_outcome ? outcomeName(*state.last_outcome) : "");
  state.size_bytes ? line.add(*state.size_bytes) : line.add("");
  addNumber(line, state.duration_seconds);
  addNumber(line, maxAgeDaysOf(backup, rules));
  line.add(textOf(verdict.overdue_since))
      .add(textOf(state.verified_at))
      .add(expectation.schedule.value_or(""))
      .add(backup.storage_size.value_or(""))
      .add(backup.retention.value_or(""))
      .add(state.size_anomaly ? explanationOf(*state.size_anomaly) : "")
      .add(state.message);
  return line.take();
}

}  // namespace

json::object backupJson(const Backup& backup, const Rules& rules, Timestamp now) {
  const Expectation expectation = backup.expectation();
  const BackupState& state = backup.state;
  const Verdict verdict = verdictOf(backup, rules, now);
  return {{"id", backup.service.uuid.toString()},
          {"path", backup.service.path},
          {"expected", expectation.expected.value_or(false)},
          {"expectedSince", jsonOf(expectation.expected_since)},
          {"status", statusName(verdict.status)},
          {"lastSuccessAt", jsonOf(state.last_success_at)},
          {"lastAttemptAt", jsonOf(state.last_attempt_at)},
          {"lastAttemptStatus", outcomeOf(state)},
          {"message", state.message},
          {"sizeBytes", numberOf(state.size_bytes)},
          {"durationSeconds", numberOf(state.duration_seconds)},
          {"verifiedAt", jsonOf(state.verified_at)},
          {"maxAgeDays", maxAgeDaysOf(backup, rules)},
          {"overdueSince", jsonOf(verdict.overdue_since)},
          {"schedule", jsonOf(expectation.schedule)},
          {"storageSize", jsonOf(backup.storage_size)},
          {"retention", jsonOf(backup.retention)},
          {"declaredByGit", declaredByGit(backup.declared)},
          {"sizeAnomaly", anomalyOf(state)}};
}

std::string backupsCsv(const std::vector<Backup>& backups, const Rules& rules, Timestamp now) {
  std::string csv =
      "id,path,expected,status,lastSuccessAt,lastAttemptAt,lastAttemptStatus,sizeBytes,"
      "durationSeconds,maxAgeDays,overdueSince,verifiedAt,schedule,storageSize,retention,"
      "sizeAnomaly,message\r\n";
  for (const Backup& backup : backups) csv += csvLine(backup, rules, now);
  return csv;
}

json::object attemptJson(const AttemptRow& row) {
  const Attempt& attempt = row.attempt;
  return {{"observedAt", formatTimestamp(attempt.observed_at)},
          {"receivedAt", formatTimestamp(row.received_at)},
          {"status", outcomeName(attempt.outcome)},
          {"sizeBytes", numberOf(attempt.size_bytes)},
          {"durationSeconds", numberOf(attempt.duration_seconds)},
          {"verifiedAt", jsonOf(attempt.verified_at)},
          {"message", attempt.message},
          {"addressedBy", addressWord(row.addressed_by)}};
}

json::object expectationJson(const Expectation& asked) {
  return {{"expected", asked.expected ? json::value(*asked.expected) : json::value(nullptr)},
          {"maxAgeDays", numberOf(asked.max_age_days)},
          {"schedule", jsonOf(asked.schedule)}};
}

std::string answerOfOne(const Backup& backup, const Rules& rules, Timestamp now) {
  const Verdict verdict = verdictOf(backup, rules, now);
  return membersOf({{"status", statusName(verdict.status)},
                    {"lastSuccessAt", jsonOf(backup.state.last_success_at)},
                    {"lastAttemptAt", jsonOf(backup.state.last_attempt_at)},
                    {"overdueSince", jsonOf(verdict.overdue_since)},
                    {"sizeAnomaly", anomalyOf(backup.state)}});
}

std::string answerOfMany(const std::vector<const Backup*>& backups, const Rules& rules,
                         Timestamp now) {
  json::array updated;
  for (const Backup* backup : backups) {
    if (updated.size() == kUpdatedShownMax) break;
    updated.push_back(json::object{{"id", backup->service.uuid.toString()},
                                   {"path", backup->service.path},
                                   {"status", statusName(verdictOf(*backup, rules, now).status)}});
  }
  return membersOf({{"updatedCount", backups.size()}, {"updated", std::move(updated)}});
}

}  // namespace itops::backup
