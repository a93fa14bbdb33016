#include "status_json.hpp"

#include <array>
#include <charconv>
#include <functional>

#include "itops/json/json_text.hpp"

namespace itops::gitops {
namespace {

namespace json = boost::json;

constexpr int kHexadecimal = 16;

/// A JSON text; only what needs escapes goes the slow way.
void appendText(std::string& out, std::string_view text) {
  constexpr unsigned char kFirstPlain = 0x20;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) >= kFirstPlain && c != '"' && c != '\\') continue;
    out += json::serialize(json::string_view(text));
    return;
  }
  out.append(1, '"').append(text).append(1, '"');
}

void appendName(std::string& out, std::string_view name) {
  if (out.back() != '{') out += ',';
  out.append(1, '"').append(name).append("\":");
}

void appendMember(std::string& out, std::string_view name, std::string_view text) {
  appendName(out, name);
  appendText(out, text);
}

void appendNumber(std::string& out, std::string_view name, std::int64_t number) {
  std::array<char, 24> digits{};
  appendName(out, name);
  out.append(digits.data(), std::to_chars(digits.begin(), digits.end(), number).ptr);
}

void appendFiles(std::string& out, std::string_view name, const std::vector<std::string>& files) {
  appendName(out, name);
  out += '[';
  for (const std::string& file : files) {
    if (out.back() != '[') out += ',';
    appendText(out, file);
  }
  out += ']';
}

void appendDetails(std::string& out, const Server& server, std::initializer_list<Detail> details) {
  for (const Detail detail : details) {
    const auto& text = server.details[detail];
    const auto name = kDetailNames[static_cast<std::size_t>(detail)];
    if (text) {
      appendMember(out, name, *text);
    } else {
      appendName(out, name);
      out += "null";
    }
  }
}

/// The members that answers and files share; only answers count the files.
void appendMembers(std::string& out, const Server& server, bool is_counted) {
  appendDetails(out, server, {Detail::kProjectName, Detail::kRepoName});
  appendMember(out, "server_group", server.key.group);
  appendDetails(out, server, {Detail::kServerType, Detail::kEnvironment});
  appendMember(out, "host", server.key.host);
  appendMember(out, "status", syncStatusWord(server.status));
  if (is_counted) {
    appendNumber(out, "changed_files_count",
                 static_cast<std::int64_t>(server.changed_files.size()));
  }
  appendFiles(out, "changed_files", server.changed_files);
  appendDetails(out, server,
                {Detail::kValidationStatus, Detail::kValidationMessage, Detail::kLastPipelineRun,
                 Detail::kLastCronCheck, Detail::kCommitSha, Detail::kBranch, Detail::kUpdatedBy});
  appendMember(out, "timestamp", server.updated_at);
}

std::string_view withoutBlanks(std::string_view text) {
  const auto first = text.find_first_not_of(" \t");
  if (first == text.npos) return {};
  return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

}  // namespace

void appendServer(std::string& out, const Server& server, const std::optional<Age>& age) {
  out += '{';
  appendMembers(out, server, true);
  if (age) {
    appendNumber(out, "last_check_age_seconds", age->seconds);
    appendName(out, "stale");
    out += age->is_stale ? "true" : "false";
  }
  out += '}';
}

void appendStoredServer(std::string& out, const Server& server) {
  out += '{';
  appendMembers(out, server, false);
  if (server.deployed_files) appendFiles(out, "deployed_files", *server.deployed_files);
  if (server.drift_count) appendNumber(out, "drift_count", *server.drift_count);
  out += '}';
}

std::string legacyText(const Server& server) {
  const auto& details = server.details;
  const auto files = static_cast<std::int64_t>(server.changed_files.size());
  std::string out = "{";
  appendMember(out, "repo", server.key.group);
  appendMember(out, "server", server.key.host);
  appendMember(out, "sync_status", server.status == SyncStatus::kSynced ? "SYNCED" : "OUT_OF_SYNC");
  appendNumber(out, "drift_count", server.drift_count.value_or(files));
  appendFiles(out, "deployed_files", server.deployed_files.value_or(std::vector<std::string>()));
  appendFiles(out, "drifted_files", server.changed_files);
  const auto& checked = details[Detail::kLastCronCheck];
  const auto& deployed = details[Detail::kLastPipelineRun];
  appendMember(out, "last_check", checked ? *checked : deployed.value_or(server.updated_at));
  return out + "}";
}

std::string storedText(const std::vector<ReportWarning>& warnings) {
  json::array list;
  for (const ReportWarning& warning : warnings) {
    list.push_back(json::object{
        {"code", warning.code}, {"field", warning.field}, {"message", warning.message}});
  }
  return json::serialize(json::object{
      {"status", "ok"}, {"message", "Status updated successfully"}, {"warnings", std::move(list)}});
}

json::object historyJson(const HistoryEntry& entry) {
  json::array files;
  for (const std::string& file : entry.changed_files) files.emplace_back(file);
  return {{"receivedAt", formatTimestamp(entry.received_at)},
          {"source", entry.source},
          {"status", entry.status},
          {"changedFilesCount", entry.changed_files.size()},
          {"changedFiles", std::move(files)},
          {"validationStatus", jsonOf(entry.validation_status)},
          {"commitSha", jsonOf(entry.commit_sha)},
          {"branch", jsonOf(entry.branch)},
          {"updatedBy", jsonOf(entry.updated_by)}};
}

std::string entityTagOf(const std::string& body) {
  std::array<char, 16> digits{};
  const auto end = std::to_chars(digits.begin(), digits.end(),
                                 std::uint64_t{std::hash<std::string>{}(body)}, kHexadecimal)
                       .ptr;
  return "W/\"" + std::string(digits.data(), end) + "\"";
}

bool namesEntityTag(std::string_view if_none_match, std::string_view tag) {
  const auto strong = [](std::string_view one) {
    return one.starts_with("W/") ? one.substr(2) : one;
  };
  while (!if_none_match.empty()) {
    const auto comma = std::min(if_none_match.find(','), if_none_match.size());
    const auto one = withoutBlanks(if_none_match.substr(0, comma));
    if (one == "*" || strong(one) == strong(tag)) return true;
    if_none_match.remove_prefix(std::min(comma + 1, if_none_match.size()));
  }
  return false;
}

}  // namespace itops::gitops
