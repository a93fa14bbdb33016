#include "ingest/plugin_pushes.hpp"

#include <vector>

#include "http/problem.hpp"
#include "ingest/plugin_push_batch.hpp"
#include "ingest/plugin_push_doc.hpp"
#include "ingest/push.hpp"
#include "ingest/push_query.hpp"

namespace itops::ingest {

PluginPushes::PluginPushes(Database& database, EventBus& bus, const IngestOptions& options,
                           const TimeLimits& time_limits, Logger& logger, MetricsRegistry& metrics)
    : database_(database),
      bus_(bus),
      idempotency_keep_(options.rules.idempotency_keep),
      time_limits_(time_limits),
      logger_(logger),
      metrics_(metrics, "plugins"),
      commit_(*this, options.limits, metrics_) {}

PluginPushes::~PluginPushes() {
  commit_.stop();
}

Route PluginPushes::routeOf(PushRoute route, std::shared_ptr<PushEndpoint> endpoint) {
  auto known =
      std::make_shared<const PluginEndpoint>(PluginEndpoint{std::move(route), std::move(endpoint)});
  return {.method = Method::kPost,
          .path = known->route.path,
          .access = Access::permission("push.write").withinNode(),
          .doc = pushDoc(known->route),
          .deferred = [this, known](const Request& request, Responder& responder) {
            PluginPush push = decodePluginPush(request, known, time_limits_);
            requireWithinNode(request,
                              push.isAboutService() ? push.address.path : push.address.node_path);
            push.responder = std::move(responder);
            commit_.submit(std::move(push));
          }};
}

void PluginPushes::write(std::span<PluginPush* const> pushes) {
  PluginPushBatch batch(pushes, bus_, idempotency_keep_);
  database_.transact([&](Transaction& transaction) { batch.run(transaction); });
  std::vector<Response> responses;
  responses.reserve(pushes.size());
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    responses.push_back(responseTo(batch, *pushes[i], i));
  }
  for (std::size_t i = 0; i < pushes.size(); ++i) {
    pushes[i]->responder.send(std::move(responses[i]));
  }
  metrics_.count(batch.results());
}

Response PluginPushes::responseTo(const PluginPushBatch& batch, const PluginPush& push,
                                  std::size_t index) const {
  if (batch.results()[index].kind == PushResult::Kind::kNoSuchService) {
    return problemOf(push, noSuchService(push.address.path));
  }
  PushAnswer answer = batch.answer(index);
  return {.status = answer.status, .body = std::move(answer.body)};
}

void PluginPushes::fail(std::span<PluginPush* const> pushes, const Error& error) {
  for (PluginPush* push : pushes) push->responder.send(problemOf(*push, error));
}

void PluginPushes::report(const PluginPush& push, const Error& error) {
  logger_.error("A push could not be stored.", {{"requestId", push.request_id},
                                                {"route", push.endpoint->route.path},
                                                {"path", push.address.path},
                                                {"error", error.what()},
                                                {"detail", error.logDetail()}});
}

void PluginPushes::refuse(PluginPush& push, const Error& error) {
  push.responder.send(problemOf(push, error));
}

Response PluginPushes::problemOf(const PluginPush& push, const Error& error) const {
  return http::exceptionResponse(std::make_exception_ptr(error), push.request_id, logger_);
}

}  // namespace itops::ingest
