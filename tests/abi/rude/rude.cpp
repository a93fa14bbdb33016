// Plugins with a sound descriptor and bad manners, one for each definition of ITOPS_RUDE.
#include <csignal>
#include <cstdlib>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <thread>

#include "itops/event_bus.hpp"
#include "itops/metrics.hpp"
#include "itops/plugin.hpp"
#include "itops/router.hpp"
#include "itops/scheduler.hpp"

namespace {

constexpr std::string_view kRudeness = ITOPS_RUDE;

/// Names one of its members twice.
struct TwiceNamed {
  static constexpr std::string_view kType = "rude.twice_named/1";
  static constexpr std::string_view kSummary = "Something happened twice.";
  static constexpr std::string_view kPermission = "rude.read";
  int first = 0;
  int second = 0;
  itops::Timestamp occurred_at{};

  std::string orderingKey() const { return {}; }
  template <class Self, class Visitor>
  static void fields(Self& self, Visitor&& visit) {
    visit("same", self.first, "The first.");
    visit("same", self.second, "The second.");
  }
};

void crash() {
  std::raise(SIGSEGV);
}

[[noreturn]] void hang() {
  for (;;) std::this_thread::sleep_for(std::chrono::hours(1));
}

class RudePlugin final : public itops::Plugin {
 public:
  void start(itops::Context& context) override {
    if (kRudeness == "crashes") crash();
    if (kRudeness == "exits") std::exit(3);
    if (kRudeness == "leaves_thread") std::thread(hang).detach();
    if (kRudeness == "leaves_handler") std::signal(SIGUSR1, [](int) {});
    if (kRudeness == "needs_uses") {
      if (context.find<itops::Metrics>() == nullptr) throw std::runtime_error("no metrics");
    }
    if (kRudeness == "twice_named") context.need<itops::EventBus>().declare<TwiceNamed>();
    if (kRudeness == "failing_job") addJob(context.need<itops::Scheduler>());
    context.need<itops::Router>().add(
        {.method = itops::Method::kGet,
         .path = "/api/v1/rude/{id}",
         .access = itops::Access::open(),
         .doc = {.summary = "Be rude", .response_schema = kRudeness == "bad_schema" ? "{" : "{}"},
         .handler = [](const itops::Request& request) { return answer(request); }});
  }

  itops::Health health() const override {
    if (kRudeness == "hangs") hang();
    return {};
  }

 private:
  static itops::Response answer(const itops::Request& request) {
    if (kRudeness == "answers_500" && request.parameter("id") == "-1") {
      throw std::runtime_error("negative");
    }
    return {};
  }

  static void addJob(itops::Scheduler& scheduler) {
    scheduler.add({.name = std::string(ITOPS_RUDE) + ".fail",
                   .description = "Fails.",
                   .schedule = itops::Schedule::dailyAt("03:00"),
                   .function = [](itops::JobRun&) { throw std::runtime_error("no luck"); }});
  }
};

constexpr const char* kNeeds[] = {"itops.event_bus/1", "itops.scheduler/1", nullptr};
constexpr const char* kUses[] = {"itops.metrics/1", nullptr};
constexpr const char* kPrefixes[] = {"/api/v1/rude", nullptr};
constexpr itops::PluginInfo kInfo{.id = ITOPS_RUDE,
                                  .name = "Rude",
                                  .version = "1.0.0",
                                  .description = "Has one bad manner.",
                                  .enabled_by_default = true,
                                  .needs = kNeeds,
                                  .uses = kUses,
                                  .path_prefixes = kPrefixes};

}  // namespace

ITOPS_PLUGIN(RudePlugin, kInfo);
