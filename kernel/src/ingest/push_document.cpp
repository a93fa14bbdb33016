#include "ingest/push_document.hpp"

#include <algorithm>
#include <boost/json/basic_parser_impl.hpp>
#include <cmath>

#include "itops/error.hpp"

namespace itops::ingest {
namespace {

constexpr std::size_t kDepthMax = 64;
constexpr std::size_t kItemsMax = 1000;
constexpr std::size_t kMembersMax = 256;  // of the hundreds of a hostile body only these are kept
constexpr std::size_t kNameShownMax = 63;
constexpr std::size_t kMembersUsual = 12;
constexpr std::size_t kUnexpectedWarningsMax = 20;

namespace json = boost::json;

/// Receives the parser's events and keeps what PushDocument holds. Depth 1 is the object itself,
/// depth 2 a member that is an array or object.
class MemberCollector {
 public:
  static constexpr std::size_t max_object_size = std::size_t(-1);
  static constexpr std::size_t max_array_size = std::size_t(-1);
  static constexpr std::size_t max_key_size = std::size_t(-1);
  static constexpr std::size_t max_string_size = std::size_t(-1);

  bool on_document_begin(json::error_code&) { return true; }
  bool on_document_end(json::error_code&) { return true; }
  bool on_object_begin(json::error_code&) {
    if (depth_ == 0) {
      is_object_ = true;
      members_.reserve(kMembersUsual);
    }
    return open(PushValue::Kind::kObject);
  }
  bool on_object_end(std::size_t, json::error_code&) { return close(); }
  bool on_array_begin(json::error_code&) { return open(PushValue::Kind::kArray); }
  bool on_array_end(std::size_t, json::error_code&) { return close(); }

  bool on_key_part(json::string_view part, std::size_t, json::error_code&) {
    if (depth_ == 1) text_.append(part.data(), part.size());
    return true;
  }
  bool on_key(json::string_view part, std::size_t, json::error_code&) {
    if (depth_ != 1) return true;
    text_.append(part.data(), part.size());
    skipping_ = members_.size() >= kMembersMax;
    if (skipping_)
      ++skipped_;
    else
      members_.push_back({std::move(text_), {}, false});
    text_.clear();
    return true;
  }
  bool on_string_part(json::string_view part, std::size_t, json::error_code&) {
    if (kept()) text_.append(part.data(), part.size());
    return true;
  }
  bool on_string(json::string_view part, std::size_t, json::error_code&) {
    if (!kept()) return true;
    text_.append(part.data(), part.size());
    PushValue value;
    value.kind = PushValue::Kind::kText;
    value.text = std::move(text_);
    text_.clear();
    return keep(std::move(value));
  }
  bool on_number_part(json::string_view, json::error_code&) { return true; }
  bool on_int64(std::int64_t number, json::string_view, json::error_code&) {
    PushValue value;
    value.kind = PushValue::Kind::kInteger;
    value.integer = number;
    value.number = static_cast<double>(number);
    return keep(std::move(value));
  }
  bool on_uint64(std::uint64_t number, json::string_view text, json::error_code& error) {
    return on_double(static_cast<double>(number), text, error);
  }
  bool on_double(double number, json::string_view, json::error_code&) {
    PushValue value;
    value.kind = PushValue::Kind::kNumber;
    value.number = number;
    return keep(std::move(value));
  }
  bool on_bool(bool boolean, json::error_code&) {
    PushValue value;
    value.kind = PushValue::Kind::kBool;
    value.boolean = boolean;
    return keep(std::move(value));
  }
  bool on_null(json::error_code&) { return keep({}); }
  bool on_comment_part(json::string_view, json::error_code&) { return true; }
  bool on_comment(json::string_view, json::error_code&) { return true; }

  bool isObject() const { return is_object_; }
  std::size_t skipped() const { return skipped_; }
  std::vector<PushDocument::Member> takeMembers() { return std::move(members_); }

 private:
  bool inArrayMember() const {
    return depth_ == 2 && !skipping_ && !members_.empty() &&
           members_.back().value.kind == PushValue::Kind::kArray;
  }
  bool kept() const { return is_object_ && !skipping_ && (depth_ == 1 || inArrayMember()); }

  bool open(PushValue::Kind kind) {
    if (depth_ == 1 && kept()) {
      members_.back().value.kind = kind;
    } else if (kept()) {
      PushValue nested;
      nested.kind = kind;
      keep(std::move(nested));
    }
    ++depth_;
    return true;
  }
  bool close() {
    --depth_;
    return true;
  }
  bool keep(PushValue value) {
    if (!kept()) return true;
    if (depth_ == 1) {
      members_.back().value = std::move(value);
    } else if (members_.back().value.items.size() < kItemsMax) {
      members_.back().value.items.push_back(std::move(value));
    }
    return true;
  }

  bool is_object_ = false;
  bool skipping_ = false;
  std::size_t skipped_ = 0;
  std::size_t depth_ = 0;
  std::string text_;
  std::vector<PushDocument::Member> members_;
};

[[noreturn]] void throwBrokenJson(std::string_view body, std::size_t offset,
                                  const json::error_code& error) {
  const auto before = body.substr(0, std::min(offset, body.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n');
  const auto column =
      1 + before.size() - (line_start == std::string_view::npos ? 0 : line_start + 1);
  throw Error(ErrorKind::kInvalid, "json_invalid",
              "The body is not valid JSON: " + error.message() + " at line " +
                  std::to_string(line) + ", column " + std::to_string(column) +
                  ". Send one JSON object in UTF-8, nested at most " + std::to_string(kDepthMax) +
                  " deep.");
}

void dropRepeated(std::vector<PushDocument::Member>& members, Warnings& warnings) {
  for (std::size_t i = 0; i < members.size();) {
    const auto later =
        std::find_if(members.begin() + static_cast<std::ptrdiff_t>(i) + 1, members.end(),
                     [&](const auto& m) { return m.name == members[i].name; });
    if (later == members.end()) {
      ++i;
      continue;
    }
    if (warnings.size() < kUnexpectedWarningsMax) {
      cutBetweenCharacters(members[i].name, kNameShownMax);
      warnings.push_back({"field.ignored", members[i].name,
                          "The field is given more than once; the last value counts."});
    }
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

void cutBetweenCharacters(std::string& text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return;
  while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0) == 0x80) --bytes_max;
  text.resize(bytes_max);
}

PushDocument PushDocument::parse(std::string_view body, Warnings& warnings) {
  json::parse_options options;
  options.max_depth = kDepthMax;
  json::basic_parser<MemberCollector> parser(options);
  json::error_code error;
  const auto read = parser.write_some(false, body.data(), body.size(), error);
  const auto rest = body.substr(std::min(read, body.size()));
  if (!error && rest.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    error = json::error::extra_data;
  }
  if (error == json::error::incomplete && body.find_first_not_of(" \t\r\n") == body.npos) {
    error.clear();  // an empty body is no object rather than broken JSON
  }
  if (error) throwBrokenJson(body, read, error);
  if (!parser.handler().isObject()) {
    throw Error(ErrorKind::kInvalid, "json_not_object",
                "The body must be one JSON object, such as "
                "{\"path\": \"org/platform/env/cluster/service\", \"status\": \"OPERATIONAL\"}.");
  }
  PushDocument document;
  document.members_ = parser.handler().takeMembers();
  dropRepeated(document.members_, warnings);
  if (const std::size_t skipped = parser.handler().skipped(); skipped > 0) {
    warnings.push_back({"field.ignored", "",
                        "Only the first " + std::to_string(kMembersMax) + " fields are read; " +
                            std::to_string(skipped) + " were ignored."});
  }
  return document;
}

PushValue* PushDocument::take(std::string_view name) {
  for (Member& member : members_) {
    if (member.name != name) continue;
    member.used = true;
    return member.value.kind == PushValue::Kind::kNull ? nullptr : &member.value;
  }
  return nullptr;
}

void PushDocument::warnUnused(Warnings& warnings) const {
  std::size_t count = 0;
  for (const Member& member : members_) {
    if (member.used || ++count > kUnexpectedWarningsMax) continue;
    std::string name = member.name;
    cutBetweenCharacters(name, kNameShownMax);
    warnings.push_back({"field.unexpected", std::move(name),
                        "This endpoint knows no such field; it was ignored."});
  }
  if (count > kUnexpectedWarningsMax) {
    warnings.push_back(
        {"field.unexpected", "",
         std::to_string(count - kUnexpectedWarningsMax) + " further unknown fields were ignored."});
  }
}

}  // namespace itops::ingest
