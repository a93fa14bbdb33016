#include "ingest/health_report.hpp"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "ingest/field_reader.hpp"
#include "ingest/fingerprint.hpp"
#include "ingest/push_document.hpp"

namespace itops::ingest {
namespace {

constexpr std::size_t kMessageBytesMax = 4096;
constexpr std::size_t kNameBytesMax = 255;
constexpr std::size_t kTagsMax = 64;

using std::chrono::seconds;

constexpr double kSilenceSecondsMin = 30;
constexpr double kSilenceSecondsMax = 7 * 86400;
constexpr int kIntervalsUntilUnknown = 2;
constexpr int kIntervalsUntilDown = 5;

constexpr std::string_view kCriticalities[] = {"critical", "high", "medium", "low"};

Status readStatus(FieldReader& reader) {
  const auto text = reader.text("status", kNameBytesMax);
  if (!text) {
    reader.warn("status.unknown", "status",
                "No status was given; stored as UNKNOWN. Send OPERATIONAL, DEGRADED, DOWN, "
                "MAINTENANCE or UNKNOWN.");
    return Status::kUnknown;
  }
  if (const auto exact = parseStatus(*text)) return *exact;
  std::string upper;
  for (const unsigned char c : *text) {
    if (!std::isspace(c)) upper += static_cast<char>(std::toupper(c));
  }
  if (const auto folded = parseStatus(upper)) {
    reader.warn("status.case", "status", "Read '" + std::string(*text) + "' as " + upper + ".");
    return *folded;
  }
  reader.warn("status.unknown", "status",
              "'" + std::string(*text) +
                  "' is not a status; stored as UNKNOWN. Send OPERATIONAL, DEGRADED, "
                  "DOWN, MAINTENANCE or UNKNOWN.");
  return Status::kUnknown;
}

std::optional<SilenceLimits> readExpectedInterval(FieldReader& reader) {
  const auto interval = reader.number("expectedIntervalSeconds");
  if (!interval) return std::nullopt;
  if (*interval <= 0) {
    reader.warn("field.ignored", "expectedIntervalSeconds",
                "Expected a number of seconds above 0; the value was ignored.");
    return std::nullopt;
  }
  const SilenceLimits limits = silenceLimitsFor(*interval);
  if (*interval * kIntervalsUntilUnknown < kSilenceSecondsMin ||
      *interval * kIntervalsUntilDown > kSilenceSecondsMax) {
    reader.warn("field.coerced", "expectedIntervalSeconds",
                "Silence counts after 30 s at the earliest and 7 days at the latest; taken are " +
                    std::to_string(limits.unknown_after.count()) + " s for UNKNOWN and " +
                    std::to_string(limits.down_after.count()) + " s for DOWN.");
  }
  return limits;
}

std::uint64_t fingerprintOf(const HealthReport& report) {
  Fingerprint fingerprint(0);
  fingerprint.add(report.criticality).add(report.sla_group).add(report.type).add(report.name_space);
  if (report.tags) {
    for (const std::string_view tag : *report.tags) fingerprint.add(tag);
  }
  if (report.expected) {
    fingerprint.add(static_cast<std::uint64_t>(report.expected->unknown_after.count()));
    fingerprint.add(static_cast<std::uint64_t>(report.expected->down_after.count()));
  }
  return fingerprint.value();
}

}  // namespace

SilenceLimits silenceLimitsFor(double interval_seconds) {
  const auto clamped = [](double value) {
    return seconds(static_cast<std::int64_t>(
        std::clamp(std::ceil(value), kSilenceSecondsMin, kSilenceSecondsMax)));
  };
  return {clamped(interval_seconds * kIntervalsUntilUnknown),
          clamped(interval_seconds * kIntervalsUntilDown)};
}

HealthReport decodeHealthReport(std::string_view body, Timestamp received_at,
                                const TimeLimits& limits) {
  HealthReport report;
  report.received_at = received_at;
  PushDocument document = PushDocument::parse(body, report.warnings);
  FieldReader reader(document, report.warnings);
  PathInput input;
  input.path = reader.text("path", kPathBytesMax);
  input.service = reader.text("service", kPathBytesMax);
  input.node_id = reader.text("nodeId", kPathBytesMax);
  report.path = normalizePath(input, report.warnings);
  report.path_text = report.path.text();
  report.status = readStatus(reader);
  report.message = reader.text("message", kMessageBytesMax).value_or(std::string_view{});
  report.criticality = reader.word("criticality", kCriticalities, "medium", "criticality.unknown");
  report.sla_group = reader.nonEmptyText("slaGroup", kNameBytesMax);
  report.type = reader.nonEmptyText("serviceType", kNameBytesMax);
  report.tags = reader.texts("tags", kTagsMax, kNameBytesMax);
  report.name_space = reader.nonEmptyText("namespace", kNameBytesMax);
  report.expected = readExpectedInterval(reader);
  report.idempotency_key = reader.nonEmptyText("idempotencyKey", kNameBytesMax);
  const ObservedAt observed = readObservedAt(reader, received_at, limits);
  report.observed_at = observed.at;
  report.too_old = observed.too_old;
  document.warnUnused(report.warnings);
  report.fingerprint = fingerprintOf(report);
  return report;
}

}  // namespace itops::ingest
