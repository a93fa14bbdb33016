#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

/// JSON Schemas of the plugin's bodies; `...Members` are those of an object, without braces.
namespace itops::backup {

inline constexpr const char* kTimeSchema = R"({"type":"string","format":"date-time"})";

inline constexpr const char* kStatusMember =
    R"("status":{"type":"string","enum":["ok","partial","failed","stale","never"]})";

inline constexpr const char* kAnomalyMember =
    R"("sizeAnomaly":{"type":["object","null"],"description":"Set when the size of the last )"
    R"(success is out of the usual","properties":{"expectedBytes":{"type":"integer"},)"
    R"("leastBytes":{"type":"integer"},"mostBytes":{"type":"integer"},)"
    R"("successesCompared":{"type":"integer"},"explanation":{"type":"string"}}})";

inline constexpr const char* kReportMembers =
    R"("status":{"type":"string","enum":["success","partial","failed"]},)"
    R"("sizeBytes":{"type":"integer","minimum":0},"message":{"type":"string"},)"
    R"("durationSeconds":{"type":"number","minimum":0},)"
    R"("verifiedAt":{"type":"string","format":"date-time","description":"When it was proven )"
    R"(that this backup can be restored"})";

inline constexpr const char* kChangeSchema =
    R"({"type":"object","properties":{"expected":{"type":["boolean","null"]},)"
    R"("maxAgeDays":{"type":["number","null"],"minimum":0.001,"maximum":3650},)"
    R"("schedule":{"type":["string","null"],"maxLength":255}}})";

inline constexpr const char* kAttemptSchema =
    R"({"type":"object","properties":{"observedAt":{"type":"string","format":"date-time"},)"
    R"("receivedAt":{"type":"string","format":"date-time"},)"
    R"("status":{"type":"string","enum":["success","partial","failed"]},)"
    R"("sizeBytes":{"type":["integer","null"]},"durationSeconds":{"type":["number","null"]},)"
    R"("verifiedAt":{"type":["string","null"]},"message":{"type":"string"},)"
    R"("addressedBy":{"type":"string","enum":["service","slaGroup","namespace"]}}})";

inline std::string joined(std::initializer_list<std::string_view> parts) {
  std::string text;
  for (const auto part : parts) text += part;
  return text;
}

/// Members of the answer to a push.
inline std::string answerMembers() {
  return joined(
      {kStatusMember,
       R"(,"lastSuccessAt":{"type":["string","null"]},"lastAttemptAt":{"type":["string","null"]},)",
       R"("overdueSince":{"type":["string","null"]},)", kAnomalyMember,
       R"(,"updatedCount":{"type":"integer","description":"Of a group or namespace"},)",
       R"("updated":{"type":"array","description":"Of a group or namespace, the first 1,000",)",
       R"("items":{"type":"object","properties":{"id":{"type":"string","format":"uuid"},)",
       R"("path":{"type":"string"},)", kStatusMember, "}}}"});
}

/// Schema of a service in the list.
inline std::string backupSchema() {
  return joined(
      {R"({"type":"object","properties":{"id":{"type":"string","format":"uuid"},)",
       R"("path":{"type":"string"},"expected":{"type":"boolean"},)",
       R"("expectedSince":{"type":["string","null"]},)", kStatusMember,
       R"(,"lastSuccessAt":{"type":["string","null"]},"lastAttemptAt":{"type":["string","null"]},)",
       R"("lastAttemptStatus":{"enum":["success","partial","failed",null]},)",
       R"("message":{"type":"string"},"sizeBytes":{"type":["integer","null"]},)",
       R"("durationSeconds":{"type":["number","null"]},"verifiedAt":{"type":["string","null"]},)",
       R"("maxAgeDays":{"type":"number"},"overdueSince":{"type":["string","null"]},)",
       R"("schedule":{"type":["string","null"]},"storageSize":{"type":["string","null"]},)",
       R"("retention":{"type":["string","null"]},"declaredByGit":{"type":"array","items":{)",
       R"("type":"string","enum":["expected","maxAgeDays","schedule"]}},)", kAnomalyMember, "}}"});
}

}  // namespace itops::backup
