#include "ingest/push_document.hpp"

#include <algorithm>

#include "ingest/json_problem.hpp"
#include "ingest/member_collector.hpp"
#include "itops/error.hpp"

namespace itops::ingest {
namespace {

constexpr std::size_t kNameShownMax = 63;
constexpr std::size_t kUnexpectedWarningsMax = 20;

namespace json = boost::json;

std::string shownName(const PushDocument::Member& member) {
  return std::string(cutBetweenCharacters(member.name, kNameShownMax));
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
      warnings.push_back({"field.ignored", shownName(members[i]),
                          "The field is given more than once; the last value counts."});
    }
    members.erase(members.begin() + static_cast<std::ptrdiff_t>(i));
  }
}

}  // namespace

std::string_view cutBetweenCharacters(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  while (bytes_max > 0 && (static_cast<unsigned char>(text[bytes_max]) & 0xC0) == 0x80) --bytes_max;
  return text.substr(0, bytes_max);
}

PushDocument PushDocument::parse(std::string_view body, Warnings& warnings) {
  json::parse_options options;
  options.max_depth = kJsonDepthMax;
  json::basic_parser<MemberCollector> parser(options, body);
  json::error_code error;
  const auto read = parser.write_some(false, body.data(), body.size(), error);
  const auto rest = body.substr(std::min(read, body.size()));
  if (!error && rest.find_first_not_of(" \t\r\n") != std::string_view::npos) {
    error = json::error::extra_data;
  }
  if (error == json::error::incomplete && body.find_first_not_of(" \t\r\n") == body.npos) {
    error.clear();  // an empty body is no object rather than broken JSON
  }
  if (error) throwBrokenJson(body, read, error.message());
  if (!parser.handler().isObject()) {
    throwNoObject(R"({"path": "org/platform/env/cluster/service", "status": "OPERATIONAL"})");
  }
  PushDocument document = parser.handler().take();
  dropRepeated(document.members_, warnings);
  if (const std::size_t skipped = parser.handler().skipped(); skipped > 0) {
    warnings.push_back({"field.ignored", "",
                        "Only the first " + std::to_string(MemberCollector::kMembersMax) +
                            " fields are read; " + std::to_string(skipped) + " were ignored."});
  }
  return document;
}

const PushValue* PushDocument::take(std::string_view name) {
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
    warnings.push_back({"field.unexpected", shownName(member),
                        "This endpoint knows no such field; it was ignored."});
  }
  if (count > kUnexpectedWarningsMax) {
    warnings.push_back(
        {"field.unexpected", "",
         std::to_string(count - kUnexpectedWarningsMax) + " further unknown fields were ignored."});
  }
}

}  // namespace itops::ingest
