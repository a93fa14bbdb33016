#include "plugin/plugin_observations.hpp"

#include "itops/error.hpp"

namespace itops::plugin {

namespace {

/// A plugin's sink behind the guard; its constant facts are asked for once.
class GuardedSink final : public ObservationSink {
 public:
  GuardedSink(std::shared_ptr<CallGuard> guard, std::unique_ptr<ObservationSink> sink)
      : guard_(std::move(guard)),
        sink_(std::move(sink)),
        name_(sink_->name()),
        required_(sink_->required()) {}

  std::string_view name() const override { return name_; }
  bool required() const override { return required_; }

  void write(Transaction& transaction, std::span<const Observation> observations) override {
    if (!guard_->isSwitchedOn()) return;
    guard_->run(CallKind::kSink, name_, [&] { sink_->write(transaction, observations); });
  }

 private:
  std::shared_ptr<CallGuard> guard_;
  std::unique_ptr<ObservationSink> sink_;
  std::string name_;
  bool required_;
};

}  // namespace

void PluginObservations::addSink(std::unique_ptr<ObservationSink> sink) {
  if (sink == nullptr) {
    throw Error(ErrorKind::kInvalid, "sink_missing",
                "Plugin " + scope_.manifest.id + " adds a null observation sink; pass an object.");
  }
  add_(scope_.manifest.id, std::make_unique<GuardedSink>(scope_.guard, std::move(sink)));
}

}  // namespace itops::plugin
