#include "plugin/plugin_router.hpp"

#include <algorithm>
#include <stdexcept>

#include "itops/error.hpp"
#include "plugin/response_check.hpp"
#include "plugin/route_prefix.hpp"

namespace itops::plugin {

namespace {

std::string operationOf(const Route& route) {
  constexpr const char* kMethods[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  return std::string(kMethods[static_cast<int>(route.method)]) + " " + route.path;
}

Handler guarded(std::shared_ptr<CallGuard> guard, std::string operation, Handler handler) {
  if (!handler) return nullptr;
  return [guard = std::move(guard), operation = std::move(operation),
          handler = std::move(handler)](const Request& request) {
    return guard->run(CallKind::kHandler, operation, [&] {
      Response response = handler(request);
      if (const std::string fault = answerFault(response); !fault.empty()) {
        throw std::domain_error(fault);  // told and counted like any other failure of the plugin
      }
      return response;
    });
  };
}

DeferredHandler guarded(std::shared_ptr<CallGuard> guard, std::string operation,
                        DeferredHandler handler) {
  if (!handler) return nullptr;
  return [guard = std::move(guard), operation = std::move(operation), handler = std::move(handler)](
             const Request& request, Responder& responder) {
    guard->run(CallKind::kHandler, operation, [&] { handler(request, responder); });
  };
}

}  // namespace

void PluginRouter::add(Route route) {
  const std::string operation = operationOf(route);
  checkRoutePrefix(scope_.manifest, operation, route.path);
  checkPermission(operation, route);
  route.handler = guarded(scope_.guard, operation, std::move(route.handler));
  route.deferred = guarded(scope_.guard, operation, std::move(route.deferred));
  add_(scope_.manifest.id, std::move(route));
}

void PluginRouter::checkPermission(const std::string& operation, const Route& route) const {
  const std::string& permission = route.access.permission();
  const std::vector<std::string>& declared = scope_.manifest.permissions;
  if (permission.empty() || permission == Access::kAuthenticated) return;
  if (std::find(declared.begin(), declared.end(), permission) != declared.end()) return;
  throw Error(ErrorKind::kInvalid, "permission_undeclared",
              "Plugin " + scope_.manifest.id + " registers " + operation + " with permission " +
                  permission + " without listing it; add it to permissions of its PluginInfo.");
}

}  // namespace itops::plugin
