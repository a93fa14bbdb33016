#include "database/ingest/replica.hpp"

#include <stdexcept>

#include "snapshot_sink.hpp"

namespace itops::test {
namespace {

constexpr std::chrono::seconds kPatience{30};

class PromiseSink final : public Responder::Sink {
 public:
  explicit PromiseSink(std::promise<Response> promise) : promise_(std::move(promise)) {}
  void send(Response response) override { promise_.set_value(std::move(response)); }

 private:
  std::promise<Response> promise_;
};

std::string pathOf(const Report& report) {
  const bool whole = report.service.find('/') != std::string::npos;
  return whole ? report.service : kNode + "/" + report.service;
}

}  // namespace

ingest::Push pushOf(const Report& report) {
  const std::string body = R"({"path":")" + pathOf(report) + R"(","status":")" + report.status +
                           "\"" + (report.more.empty() ? "" : ",") + report.more + "}";
  ingest::Push push;
  push.report = ingest::decodeHealthReport(body, at(report.at), {});
  push.may_create = report.create;
  push.request_id = "request-" + report.service;
  if (push.report.idempotency_key) {
    push.key =
        ingest::IdempotencyKey::of("operator-key", "/api/v1/health/report", push.report.path_text,
                                   *push.report.idempotency_key, body);
  }
  return push;
}

std::string Answer::warnings() const {
  std::string codes;
  for (const auto& warning : document.at("warnings").as_array()) {
    codes += (codes.empty() ? "" : " ") + std::string(warning.at("code").as_string());
  }
  return codes;
}

Answer awaitAnswer(std::future<Response>& response) {
  if (response.wait_for(kPatience) != std::future_status::ready) {
    throw std::runtime_error("a push was not answered");
  }
  Response got = response.get();
  return {got.status, boost::json::parse(got.body).as_object()};
}

Replica::Replica(CatalogDatabase& database, ingest::IngestOptions options)
    : pool_(database.options(), logger_, metrics_), probed_(pool_), answers_(logger_) {
  addSink(std::make_shared<sla::SnapshotSink>(pool_));
  events_.declare<ServiceStatusChanged>();
  ingest_ = std::make_unique<ingest::Ingest>(probed_, events_, sinks_, answers_, options, logger_,
                                             metrics_);
}

Replica::~Replica() {
  probed_.release();
  ingest_->stop();
}

void Replica::addSink(std::shared_ptr<ObservationSink> sink) {
  sinks_.add("test", std::move(sink));
}

std::future<Response> Replica::submit(const Report& report) {
  std::promise<Response> promise;
  auto response = promise.get_future();
  ingest::Push push = pushOf(report);
  push.responder = Responder(std::make_unique<PromiseSink>(std::move(promise)));
  ingest_->submit(std::move(push));
  return response;
}

Answer Replica::push(const Report& report) {
  auto response = submit(report);
  return awaitAnswer(response);
}

// The plug addresses a service that doesn't exist and must not be made, so it leaves no trace.
void Replica::holdWriter() {
  probed_.hold();
  plug_ = submit({.service = "no/such/service/as/plug", .create = false});
  if (!probed_.awaitHeld()) throw std::runtime_error("the writer does not write");
}

std::vector<Answer> Replica::together(const std::vector<Report>& reports) {
  holdWriter();
  std::vector<std::future<Response>> responses;
  for (const Report& report : reports) responses.push_back(submit(report));
  probed_.release();
  awaitAnswer(plug_);
  std::vector<Answer> answers;
  for (auto& response : responses) answers.push_back(awaitAnswer(response));
  return answers;
}

}  // namespace itops::test
