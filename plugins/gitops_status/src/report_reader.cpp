#include "report_reader.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "iso_time.hpp"
#include "member_reader.hpp"

namespace itops::gitops {
namespace {

namespace json = boost::json;

constexpr std::array<std::string_view, 3> kValidationWords{"passed", "failed", "skipped"};

/// Whether words and times are checked, or kept as somebody once sent them.
enum class Strictness { kStrict, kStored };

void checkWord(MemberReader& reader, Detail detail, const std::string& text) {
  const auto name = kDetailNames[static_cast<std::size_t>(detail)];
  const bool is_time = detail == Detail::kLastPipelineRun || detail == Detail::kLastCronCheck;
  if (is_time && !parseIsoTime(text)) {
    reader.wrong(name, "Expected an ISO 8601 time such as 2026-04-26T10:30:00Z.");
  }
  const bool is_known =
      std::find(kValidationWords.begin(), kValidationWords.end(), text) != kValidationWords.end();
  if (detail == Detail::kValidationStatus && !is_known) {
    reader.wrong(name, "Expected one of passed, failed, skipped.");
  }
}

void readDetails(MemberReader& reader, Strictness strictness,
                 const std::function<bool(Detail)>& is_wanted, Details& details) {
  for (std::size_t i = 0; i < kDetailCount; ++i) {
    const auto detail = static_cast<Detail>(i);
    if (!is_wanted(detail)) continue;
    auto& text = details[detail];
    text = detail == Detail::kValidationMessage ? reader.message(kDetailNames[i])
                                                : reader.text(kDetailNames[i]);
    if (text && strictness == Strictness::kStrict) checkWord(reader, detail, *text);
  }
}

/// A slash in a host would make two servers one in `group/host`, the key of the status file.
std::string readHost(MemberReader& reader, std::string_view name) {
  std::string host = reader.required(name);
  if (host.find('/') != host.npos) reader.wrong(name, "Expected a host name without a slash.");
  return host;
}

ServerKey readKey(MemberReader& reader) {
  std::string group = reader.required("server_group");
  return {std::move(group), readHost(reader, "host")};
}

/// `SYNCED` and `OUT_OF_SYNC` are all that version 1 knew.
std::optional<SyncStatus> readLegacyStatus(MemberReader& reader) {
  const auto word = reader.required("sync_status");
  if (word == "SYNCED") return SyncStatus::kSynced;
  if (word == "OUT_OF_SYNC") return SyncStatus::kOutOfSync;
  if (!word.empty()) reader.wrong("sync_status", "Expected one of SYNCED, OUT_OF_SYNC.");
  return std::nullopt;
}

Report readLegacy(MemberReader& reader) {
  Report report{.source = ReportSource::kLegacy};
  report.key.group = reader.required("repo");
  report.key.host = readHost(reader, "server");
  report.status = readLegacyStatus(reader);
  report.drift_count = reader.count("drift_count");
  report.deployed_files = reader.files("deployed_files");
  report.changed_files = reader.files("drifted_files");
  auto older = reader.fileNames("files");
  if (!report.changed_files) report.changed_files = std::move(older);
  report.details[Detail::kRepoName] = report.key.group;
  report.details[Detail::kLastCronCheck] = reader.text("last_check");
  return report;
}

void throwIfWrong(std::vector<FieldError> errors) {
  if (errors.empty()) return;
  const std::string first = errors.front().field + ": " + errors.front().message;
  throw Error(ErrorKind::kInvalid, "fields_invalid", "Nothing was stored. " + first, {},
              std::move(errors));
}

}  // namespace

json::object objectOf(std::string_view body) {
  json::error_code error;
  json::stream_parser parser;
  const std::size_t read = parser.write_some(body.data(), body.size(), error);
  if (!error) parser.finish(error);
  if (error || read < body.size()) {
    const auto line = 1 + std::count(body.begin(), body.begin() + static_cast<long>(read), '\n');
    throw Error(ErrorKind::kInvalid, "json_invalid",
                "The body is not valid JSON: something is wrong at or before byte " +
                    std::to_string(read) + ", line " + std::to_string(line) + ".");
  }
  json::value document = parser.release();
  if (document.is_object()) return std::move(document.as_object());
  throw Error(ErrorKind::kInvalid, "json_not_object", "The body must be a JSON object.");
}

ReadReport readReport(ReportSource source, std::string_view body) {
  const json::object object = objectOf(body);
  ReadReport read;
  std::vector<FieldError> errors;
  MemberReader reader(object, "", errors, read.warnings);
  Report& report = read.report;
  report.source = source;
  report.key = readKey(reader);
  report.status = reader.status("status");
  if (source == ReportSource::kPipeline && !reader.has("status")) {
    reader.wrong("status",
                 "This field is required: expected one of synced, out_of_sync, failed, unknown.");
  }
  report.changed_files = reader.files("changed_files");
  readDetails(
      reader, Strictness::kStrict, [source](Detail detail) { return ownsDetail(source, detail); },
      report.details);
  reader.warnOfOthers();
  throwIfWrong(std::move(errors));
  return read;
}

ReadReport readLegacyReport(std::string_view body) {
  const json::object object = objectOf(body);
  ReadReport read;
  std::vector<FieldError> errors;
  MemberReader reader(object, "", errors, read.warnings);
  read.report = readLegacy(reader);
  reader.warnOfOthers();
  throwIfWrong(std::move(errors));
  return read;
}

Server readStoredServer(const json::object& entry, const std::string& prefix,
                        std::vector<FieldError>& errors) {
  std::vector<ReportWarning> unused;
  MemberReader reader(entry, prefix, errors, unused);
  Server server;
  server.key = readKey(reader);
  server.status = reader.status("status").value_or(SyncStatus::kUnknown);
  server.changed_files = reader.files("changed_files").value_or(std::vector<std::string>());
  readDetails(
      reader, Strictness::kStored, [](Detail) { return true; }, server.details);
  server.drift_count = reader.count("drift_count");
  server.deployed_files = reader.files("deployed_files");
  server.updated_at = reader.text("timestamp").value_or(std::string());
  return server;
}

Server readStoredLegacyServer(const json::object& document, std::vector<FieldError>& errors) {
  std::vector<ReportWarning> unused;
  MemberReader reader(document, "", errors, unused);
  Report report = readLegacy(reader);
  Server server{.key = std::move(report.key)};
  server.status = report.status.value_or(SyncStatus::kUnknown);
  server.changed_files = std::move(report.changed_files).value_or(std::vector<std::string>());
  server.deployed_files = std::move(report.deployed_files);
  server.drift_count = report.drift_count;
  server.updated_at = report.details[Detail::kLastCronCheck].value_or(std::string());
  server.details = std::move(report.details);
  return server;
}

}  // namespace itops::gitops
