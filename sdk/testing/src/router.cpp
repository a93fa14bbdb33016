#include "itops/testing/router.hpp"

#include <algorithm>
#include <stdexcept>

#include "problem.hpp"
#include "route_rules.hpp"

namespace itops::test {
namespace {

/// Keeps what a deferred handler sends.
class AnswerSlot final : public Responder::Sink {
 public:
  explicit AnswerSlot(std::shared_ptr<std::optional<Response>> slot) : slot_(std::move(slot)) {}
  void send(Response response) override { *slot_ = std::move(response); }

 private:
  std::shared_ptr<std::optional<Response>> slot_;  // the test reads it when the sink is gone
};

Response runHandler(const Route& route, const FakeRequest& request) {
  if (route.handler) return route.handler(request);
  auto slot = std::make_shared<std::optional<Response>>();
  Responder responder(std::make_unique<AnswerSlot>(slot));
  route.deferred(request, responder);
  if (*slot) return std::move(**slot);
  throw std::logic_error(operationOf(route) + " has not answered yet");
}

}  // namespace

void FakeRouter::add(Route route) {
  checkRoute(info_, route);
  for (const Route& other : routes_) {
    if (operationKey(other) == operationKey(route)) {
      throw Error(ErrorKind::kConflict, "route_duplicate",
                  operationOf(route) + " of " + info_.id + " is taken by " + info_.id + ".");
    }
  }
  routes_.push_back(std::move(route));
}

Response FakeRouter::call(const RequestBuilder& builder) const {
  RequestData data = builder.build().data();
  std::string allowed;
  const Route* const route = match(data, allowed);
  if (route == nullptr && allowed.empty()) {
    return problemResponse(404, "route_not_found", "There is no route for " + data.path + ".",
                           data.request_id);
  }
  if (route == nullptr) {
    auto response = problemResponse(405, "method_not_allowed", "This path allows " + allowed + ".",
                                    data.request_id);
    response.headers.emplace_back("Allow", allowed);
    return response;
  }
  const FakeRequest request(std::move(data));
  if (auto refusal = refuseAccess(*route, request)) return std::move(*refusal);
  return run(*route, request);
}

/// Literal segments win over parameters, as in the kernel's tree.
const Route* FakeRouter::match(RequestData& data, std::string& allowed) const {
  const Route* best = nullptr;
  for (const Route& route : routes_) {
    const auto parameters = matchPath(route.path, data.path);
    if (!parameters) continue;
    if (route.method != data.method) {
      allowed += (allowed.empty() ? "" : ", ") + std::string(methodName(route.method));
    } else if (best == nullptr || parameters->size() < data.parameters.size()) {
      best = &route;
      data.parameters = *parameters;
    }
  }
  return best;
}

std::optional<Response> FakeRouter::refuseAccess(const Route& route,
                                                 const FakeRequest& request) const {
  const std::string& permission = route.access.permission();
  if (permission.empty()) return std::nullopt;
  if (!request.isAuthenticated()) {
    return problemResponse(401, "unauthenticated", "A key is needed.", request.requestId());
  }
  if (permission == Access::kAuthenticated || request.principal().may(permission)) {
    return std::nullopt;
  }
  return problemResponse(
      403, "forbidden",
      "The caller '" + request.principal().name + "' lacks the permission " + permission + ".",
      request.requestId());
}

Response FakeRouter::run(const Route& route, const FakeRequest& request) const {
  try {
    return runHandler(route, request);
  } catch (const Error& error) {
    if (error.kind() == ErrorKind::kInternal || !error.logDetail().empty()) {
      logger_.error(
          "A request failed.",
          {{"code", error.code()}, {"cause", error.what()}, {"detail", error.logDetail()}});
    }
    return problemResponse(httpStatus(error.kind()), error.code(), error.what(),
                           request.requestId(), error.fields());
  } catch (const std::logic_error& defect) {
    if (route.deferred) throw;
    logger_.error("A request failed unexpectedly.", {{"cause", defect.what()}});
  } catch (const std::exception& exception) {
    logger_.error("A request failed unexpectedly.", {{"cause", exception.what()}});
  } catch (...) {
    logger_.error("A request failed unexpectedly.", {{"cause", "no std::exception"}});
  }
  return problemResponse(500, "plugin_error",
                         std::string("Plugin ") + info_.id + " failed in " + operationOf(route) +
                             "; the log says why.",
                         request.requestId());
}

}  // namespace itops::test
