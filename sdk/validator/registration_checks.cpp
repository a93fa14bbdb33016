#include <chrono>
#include <random>
#include <set>

#include "checks.hpp"
#include "child.hpp"
#include "http/route_check.hpp"
#include "itops/error.hpp"
#include "plugin/grammar.hpp"
#include "random_request.hpp"
#include "scheduler/schedule_rule.hpp"

namespace itops::validator {
namespace {

constexpr std::chrono::milliseconds kHealthLimit{100};
constexpr int kRandomRequests = 25;

Outcome checkRoutes(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  Bench bench(subject);
  bench.kernel().start();
  const PluginInfo& info = *descriptorOf(subject).info;
  // Prefixes and permissions were checked when start() added them.
  for (const Route& route : bench.kernel().router.routes()) http::checkRoute(info.id, route);
  return Outcome::ok("Its routes lie under its prefixes, with documentation and valid schemas.");
}

/// 503 says that something outside is away, which may be true here.
bool isDefect(int status) {
  return status >= 500 && status != 503;
}

std::string tryRoute(Bench& bench, const Route& route) {
  std::mt19937 random(route.path.size());  // the same requests each time
  for (int count = 0; count < kRandomRequests; ++count) {
    const RandomRequest request = count == 0 ? emptyRequest(route) : randomRequest(route, random);
    note(request.description);
    const Response response = bench.kernel().router.call(request.builder);
    if (!isDefect(response.status)) continue;
    const auto lines = bench.kernel().logger.lines();
    return request.description + " was answered with " + std::to_string(response.status) +
           (lines.empty() ? "" : " (" + lines.back().text + ")");
  }
  return {};
}

Outcome checkRequests(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  Bench bench(subject);
  bench.kernel().start();
  for (const Route& route : bench.kernel().router.routes()) {
    if (route.deferred) continue;  // for ingest: answered after a batch
    const std::string problem = tryRoute(bench, route);
    if (problem.empty()) continue;
    return Outcome::failed(problem + "; check the input and throw Error(kInvalid, ...).");
  }
  return Outcome::ok("No empty or random request is answered with 5xx.");
}

Outcome checkHealth(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  Bench bench(subject);
  bench.kernel().start();
  note("health()");
  const auto before = std::chrono::steady_clock::now();
  const Health health = bench.kernel().plugin().health();
  if (std::chrono::steady_clock::now() - before > kHealthLimit) {
    return Outcome::failed("health() takes longer than 100 ms; return what a job found out.");
  }
  if (!health.ready && health.detail.empty()) {
    return Outcome::failed("health() is not ready without a word; say in detail what is missing.");
  }
  return Outcome::ok("health() answers within 100 ms.");
}

Outcome checkJobs(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  Bench bench(subject);
  bench.kernel().start();
  test::FakeScheduler& jobs = bench.kernel().scheduler;
  for (const Job& job : jobs.jobs()) {
    if (job.description.empty()) {
      return Outcome::failed("Job " + job.name + " has no description; give it a sentence.");
    }
    const scheduler::ScheduleRule rule(job.schedule, "UTC");  // throws what core would
    if (rule.nextAfter(bench.kernel().clock.now()) == Timestamp::max()) {
      return Outcome::failed("Job " + job.name + " is never due; correct its schedule.");
    }
    note("job " + job.name);
    jobs.run(job.name);
  }
  return Outcome::ok("Its jobs have valid schedules and run.");
}

/// What is wrong with one type of event; empty when nothing is.
std::string problemOf(const EventType& type) {
  const std::string name(type.name);
  if (!plugin::isInterfaceId(name)) {
    return "Event " + name + " isn't named like disks.full/1, words and a revision.";
  }
  if (type.summary.empty()) return "Event " + name + " has no kSummary; give it a sentence.";
  if (!plugin::isPermission(type.permission)) {
    return "Event " + name + " has no permission such as disks.read in kPermission.";
  }
  std::set<std::string> seen;
  for (const auto& member : test::membersOf(type)) {
    if (!seen.insert(member.name).second) {
      return "Event " + name + " visits " + member.name + " twice; rename one.";
    }
    if (member.help.empty()) {
      return "Member " + member.name + " of event " + name + " has no help; give it a sentence.";
    }
  }
  return {};
}

Outcome checkEvents(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  Bench bench(subject);
  bench.kernel().start();
  for (const EventType& type : bench.kernel().events.types()) {
    if (const auto problem = problemOf(type); !problem.empty()) return Outcome::failed(problem);
  }
  return Outcome::ok("Its events are named, described and have unique members.");
}

constexpr Check kRegistrationChecks[] = {{"routes", checkRoutes},
                                         {"requests", checkRequests},
                                         {"health", checkHealth},
                                         {"jobs", checkJobs},
                                         {"events", checkEvents}};

}  // namespace

std::span<const Check> registrationChecks() {
  return kRegistrationChecks;
}

}  // namespace itops::validator
