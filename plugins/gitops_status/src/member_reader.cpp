#include "member_reader.hpp"

#include <algorithm>

namespace itops::gitops {
namespace {

namespace json = boost::json;

bool isUsable(std::string_view text, std::size_t bytes_max) {
  return text.size() <= bytes_max && text.find('\0') == text.npos;
}

std::string textRule(std::size_t bytes_max) {
  return "Expected a text of at most " + std::to_string(bytes_max) + " bytes without NUL.";
}

/// At most so many bytes, cut between two characters.
void cutText(std::string& text, std::size_t bytes_max) {
  constexpr unsigned char kContinuationMask = 0xC0;
  constexpr unsigned char kContinuation = 0x80;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & kContinuationMask) == kContinuation) {
    --end;
  }
  text.resize(end);
}

}  // namespace

bool MemberReader::has(std::string_view name) const {
  const auto* value = object_.if_contains(name);
  return value != nullptr && !value->is_null();
}

const json::value* MemberReader::find(std::string_view name) {
  asked_.emplace(name);
  return has(name) ? object_.if_contains(name) : nullptr;
}

std::optional<std::string> MemberReader::text(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_int64() || value->is_uint64()) {
    warnings_.push_back({"field.coerced", std::string(name), "A number was taken as a text."});
    return json::serialize(*value);
  }
  if (value->is_string() && isUsable(value->get_string(), kTextBytesMax)) {
    return std::string(value->get_string());
  }
  wrong(name, textRule(kTextBytesMax));
  return std::nullopt;
}

std::optional<std::string> MemberReader::message(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (!value->is_string()) {
    wrong(name, "Expected a text.");
    return std::nullopt;
  }
  std::string text(value->get_string());
  if (std::erase(text, '\0') > 0) {
    warnings_.push_back({"field.coerced", std::string(name), "NUL was taken out."});
  }
  if (text.size() > kMessageBytesMax) {
    cutText(text, kMessageBytesMax);
    warnings_.push_back(
        {"field.cut", std::string(name),
         "Only the first " + std::to_string(kMessageBytesMax) + " bytes are kept."});
  }
  return text;
}

std::string MemberReader::required(std::string_view name) {
  if (!has(name)) {
    asked_.emplace(name);
    wrong(name, "This field is required: expected a text.");
    return {};
  }
  const auto given = text(name);
  if (given && given->empty()) wrong(name, "Expected a text that is not empty.");
  return given.value_or(std::string());
}

std::optional<std::string> MemberReader::fileOf(std::string_view list, const json::value* value) {
  if (value != nullptr && value->is_string() && isUsable(value->get_string(), kFileBytesMax)) {
    return std::string(value->get_string());
  }
  wrong(list, "Expected file names; each is a text of at most " + std::to_string(kFileBytesMax) +
                  " bytes without NUL.");
  return std::nullopt;
}

std::optional<std::vector<std::string>> MemberReader::files(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* list = value->if_array();
  if (list == nullptr || list->size() > kFilesMax) {
    wrong(name, "Expected a list of at most " + std::to_string(kFilesMax) +
                    " texts such as [\"/etc/rsyslog.conf\"]; [] for none.");
    return std::nullopt;
  }
  std::vector<std::string> files;
  for (const json::value& item : *list) {
    auto file = fileOf(name, &item);
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

std::optional<std::vector<std::string>> MemberReader::fileNames(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  const auto* list = value->if_array();
  if (list == nullptr || list->size() > kFilesMax) {
    wrong(name, "Expected a list of at most " + std::to_string(kFilesMax) +
                    R"( objects such as [{"name":"/etc/rsyslog.conf"}]; [] for none.)");
    return std::nullopt;
  }
  std::vector<std::string> files;
  for (const json::value& item : *list) {
    const auto* object = item.if_object();
    auto file = fileOf(name, object == nullptr ? &item : object->if_contains("name"));
    if (!file) return std::nullopt;
    files.push_back(std::move(*file));
  }
  return files;
}

std::optional<std::int32_t> MemberReader::count(std::string_view name) {
  constexpr std::int64_t kCountMax = 1'000'000;
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_int64() && value->get_int64() >= 0 && value->get_int64() <= kCountMax) {
    return static_cast<std::int32_t>(value->get_int64());
  }
  wrong(name, "Expected a whole number from 0 to " + std::to_string(kCountMax) + ".");
  return std::nullopt;
}

std::optional<SyncStatus> MemberReader::status(std::string_view name) {
  const auto* value = find(name);
  if (value == nullptr) return std::nullopt;
  if (value->is_string()) {
    if (const auto status = parseSyncStatus(value->get_string())) return status;
  }
  wrong(name, "Expected one of synced, out_of_sync, failed, unknown.");
  return std::nullopt;
}

void MemberReader::wrong(std::string_view name, std::string message) {
  errors_.push_back({prefix_ + std::string(name), std::move(message)});
}

void MemberReader::warnOfOthers() {
  for (const auto& member : object_) {
    const std::string name(member.key());
    if (asked_.contains(name)) continue;
    warnings_.push_back({"field.unexpected", name, "This field is not of this report; ignored."});
  }
}

}  // namespace itops::gitops
