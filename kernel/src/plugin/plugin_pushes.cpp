#include "plugin/plugin_pushes.hpp"

#include <stdexcept>

#include "itops/error.hpp"
#include "plugin/route_prefix.hpp"

namespace itops::plugin {
namespace {

/// A plugin's endpoint behind the guard.
class GuardedEndpoint final : public PushEndpoint {
 public:
  GuardedEndpoint(std::shared_ptr<CallGuard> guard, std::string operation,
                  std::unique_ptr<PushEndpoint> endpoint)
      : guard_(std::move(guard)),
        operation_(std::move(operation)),
        endpoint_(std::move(endpoint)) {}

  // Not as a handler: those are limited in number, and slow readers must not turn pushes away.
  std::unique_ptr<PushReport> read(PushFields& fields) override {
    return guard_->run(CallKind::kSink, operation_, [&] {
      auto report = endpoint_->read(fields);
      if (report == nullptr) throw std::domain_error("read() returned null");
      return report;
    });
  }

  void write(Transaction& transaction, std::span<PushItem> items) override {
    guard_->run(CallKind::kSink, operation_, [&] { endpoint_->write(transaction, items); });
  }

 private:
  std::shared_ptr<CallGuard> guard_;
  std::string operation_;
  std::unique_ptr<PushEndpoint> endpoint_;
};

}  // namespace

void PluginPushes::add(PushRoute route, std::unique_ptr<PushEndpoint> endpoint) {
  const std::string operation = "POST " + route.path;
  if (endpoint == nullptr) {
    throw Error(ErrorKind::kInvalid, "push_endpoint_missing",
                "Plugin " + scope_.manifest.id + " adds a null push endpoint at " + operation +
                    "; pass an object.");
  }
  checkRoutePrefix(scope_.manifest, operation, route.path);
  add_(scope_.manifest.id, std::move(route),
       std::make_shared<GuardedEndpoint>(scope_.guard, operation, std::move(endpoint)));
}

}  // namespace itops::plugin
