#include "ingest/sink_writer.hpp"

#include <algorithm>
#include <exception>
#include <string>
#include <tuple>

#include "itops/error.hpp"

namespace itops::ingest {
namespace {

void logFailure(Logger& logger, const ObservationSink& sink, const std::string& error,
                const std::string& detail) {
  logger.error("An optional sink failed; the pushes were stored without it.",
               {{"sink", std::string(sink.name())}, {"error", error}, {"detail", detail}});
}

void writeToOptional(Transaction& transaction, ObservationSink& sink,
                     std::span<const Observation> observations, Logger& logger) {
  try {
    transaction.savepoint([&] { sink.write(transaction, observations); });
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kUnavailable) throw;  // the transaction itself is lost
    logFailure(logger, sink, error.what(), error.logDetail());
  } catch (const std::exception& error) {
    logFailure(logger, sink, error.what(), {});
  }
}

}  // namespace

void writeToSinks(Transaction& transaction, std::span<const std::shared_ptr<ObservationSink>> sinks,
                  std::vector<Observation>& observations, Logger& logger) {
  if (observations.empty()) return;
  std::sort(observations.begin(), observations.end(), [](const auto& a, const auto& b) {
    return std::tuple(a.service_id, a.observed_at) < std::tuple(b.service_id, b.observed_at);
  });
  for (const auto& sink : sinks) {
    if (sink->required())
      sink->write(transaction, observations);
    else
      writeToOptional(transaction, *sink, observations, logger);
  }
}

}  // namespace itops::ingest
