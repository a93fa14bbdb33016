#pragma once

#include <boost/json.hpp>
#include <chrono>
#include <future>
#include <memory>
#include <string>
#include <vector>

#include "database/ingest/catalog_database.hpp"
#include "database/ingest/probed_database.hpp"
#include "events/owned_event_bus.hpp"
#include "ingest/health_handlers.hpp"
#include "ingest/ingest.hpp"
#include "ingest/sink_list.hpp"
#include "itops/events/service_status_changed.hpp"
#include "time/system_clock.hpp"

namespace itops::test {

/// Noon of the day on which the tests play.
inline const Timestamp kNoon = *parseTimestamp("2026-03-01T12:00:00Z");

/// `offset` seconds after noon.
inline Timestamp at(int offset) {
  return kNoon + std::chrono::seconds(offset);
}

/// Node of all services that are named without one.
inline const std::string kNode = "org/infra/prod/rack";

/// A health push in the words of a test.
struct Report {
  std::string service = "db";  ///< below kNode, or a whole path when it has a slash
  std::string status = "OPERATIONAL";
  int at = 0;             ///< receipt, in seconds after noon
  std::string more = {};  ///< further members of the JSON object, without braces
  bool create = true;
};

/// The push as the HTTP side hands it over, decoded from JSON and without a responder.
ingest::Push pushOf(const Report& report);

/// What a client got.
struct Answer {
  int status = 0;
  boost::json::object document;

  /// A text member.
  std::string text(const char* member) const {
    return std::string(std::string_view(document.at(member).as_string()));
  }
  /// Codes of the warnings, separated by spaces.
  std::string warnings() const;
};

/// Waits for an answer; throws when none comes within 30 s or the responder is dropped.
Answer awaitAnswer(std::future<Response>& response);

/// One core replica's way of writing: a pool, a cache and sinks of its own, with the snapshots'
/// sink, on a database that it may share with others.
class Replica {
 public:
  explicit Replica(CatalogDatabase& database, ingest::IngestOptions options = {});
  ~Replica();

  /// Hands a push over; the future has the answer.
  std::future<Response> submit(const Report& report);
  /// The same, and waits.
  Answer push(const Report& report);
  /// Writes all of them in one batch and waits.
  std::vector<Answer> together(const std::vector<Report>& reports);
  /// Makes the writer wait inside a transaction of its own, so that what follows piles up.
  void holdWriter();

  void addSink(std::shared_ptr<ObservationSink> sink);
  ProbedDatabase& database() { return probed_; }
  ingest::Ingest& ingest() { return *ingest_; }
  EventBus& events() { return events_; }
  RecordingLogger& logger() { return logger_; }
  /// Text of the metrics, as /metrics shows it.
  std::string metrics() const { return metrics_.text(); }

 private:
  RecordingLogger logger_;
  MetricsRegistry metrics_;
  PostgresDatabase pool_;
  ProbedDatabase probed_;
  SystemClock clock_;
  events::EventBusService bus_{pool_,   clock_,  {}, [](const auto&) { return true; },
                               logger_, metrics_};
  events::OwnedEventBus events_{bus_, "kernel"};
  ingest::SinkList sinks_;
  ingest::HealthAnswers answers_;
  std::future<Response> plug_;
  std::unique_ptr<ingest::Ingest> ingest_;
};

}  // namespace itops::test
