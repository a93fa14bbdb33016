// A push is refused as no JSON object, or everything in it is within the limits afterwards.

#include <boost/json.hpp>
#include <chrono>

#include "finding.hpp"
#include "ingest/push.hpp"
#include "itops/error.hpp"

namespace {

using itops::fuzz::require;
using namespace itops::ingest;

constexpr std::size_t kMessageBytesMax = 4096;
constexpr std::size_t kNameBytesMax = 255;
constexpr std::size_t kTagsMax = 64;
constexpr auto kNow = itops::Timestamp(std::chrono::seconds(1'772'323'200));

bool isStorable(const std::string& text, std::size_t bytes_max) {
  return text.size() <= bytes_max && text.find('\0') == text.npos;
}

void checkName(const std::optional<std::string>& name) {
  require(!name || (!name->empty() && isStorable(*name, kNameBytesMax)), "a name breaks its limit");
}

void checkReport(const HealthReport& report) {
  require(report.path.text() == report.path_text, "the path and its text differ");
  require(parseStoredPath(report.path_text) == report.path, "a stored path isn't stable");
  require(isStorable(report.message, kMessageBytesMax), "the message breaks its limit");
  checkName(report.criticality);
  checkName(report.sla_group);
  checkName(report.type);
  checkName(report.name_space);
  checkName(report.idempotency_key);
  require(!report.tags || report.tags->size() <= kTagsMax, "there are too many tags");
  if (report.tags) {
    for (const auto& tag : *report.tags) checkName(tag);
  }
  require(report.observed_at <= report.received_at, "it was observed in the future");
  if (!report.expected) return;
  require(report.expected->unknown_after.count() >= 30, "silence comes too early");
  require(report.expected->down_after.count() <= 7 * 86'400, "silence comes too late");
}

void checkAnswer(const HealthReport& report) {
  boost::json::error_code error;
  const auto answer = boost::json::parse(answerFor(report, {}).body, error);
  require(!error, "the answer is no JSON");
  const auto& path = answer.at("path").as_string();
  require(std::string_view(path.data(), path.size()) == report.path_text, "the answer's path");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // A copy of its own, so that a read behind the body's end is noticed.
  const std::string body(reinterpret_cast<const char*>(data), size);
  try {
    const HealthReport report = decodeHealthReport(body, kNow, {});
    checkReport(report);
    checkAnswer(report);
    const HealthReport again = decodeHealthReport(body, kNow, {});
    require(again.fingerprint == report.fingerprint,
            "the fingerprint depends on more than the push");
  } catch (const itops::Error& error) {
    require(error.kind() == itops::ErrorKind::kInvalid, "the error isn't the client's");
  }
  return 0;
}
