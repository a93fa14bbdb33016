#include <chrono>
#include <thread>

#include "checks.hpp"
#include "child.hpp"
#include "itops/error.hpp"
#include "process_state.hpp"

namespace itops::validator {
namespace {

constexpr std::chrono::milliseconds kThreadEndLimit{1000};
constexpr std::chrono::milliseconds kPollInterval{10};

/// One whole life: construction, start, stop, destruction.
void live(const Subject& subject) {
  Bench bench(subject);
  note("start()");
  bench.kernel().start();
  note("stop()");
  bench.kernel().stop();
}

Outcome checkStart(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  live(subject);
  return Outcome::ok("It starts and stops with all interfaces of the kernel.");
}

Outcome checkSecondLife(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  live(subject);
  note("the second object's life");
  live(subject);
  return Outcome::ok("A second object starts and stops after the first.");
}

Outcome checkThreads(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  const int before = threadCount();
  live(subject);
  const auto deadline = std::chrono::steady_clock::now() + kThreadEndLimit;
  while (threadCount() > before && std::chrono::steady_clock::now() < deadline) {
    std::this_thread::sleep_for(kPollInterval);
  }
  if (threadCount() <= before) return Outcome::ok("It leaves no thread behind.");
  return Outcome::failed("It leaves " + std::to_string(threadCount() - before) +
                         " thread(s) behind after stop(); use jobs instead of threads.");
}

Outcome checkProcess(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  const ProcessState before = ProcessState::now();
  live(subject);
  const std::string difference = before.differenceTo(ProcessState::now());
  if (difference.empty()) {
    return Outcome::ok("It leaves signals, locale, folder, mask and open files as they were.");
  }
  return Outcome::failed("After its stop() " + difference +
                         "; the kernel can't take that back, so don't change it or undo it.");
}

Outcome checkWithoutUses(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  Bench bench(subject);
  const char* const* used = descriptorOf(subject).info->uses;
  for (; used != nullptr && *used != nullptr; ++used) bench.kernel().context.withhold(*used);
  note("start() without what it only uses");
  try {
    bench.kernel().start();
  } catch (const std::exception& exception) {
    return Outcome::failed(std::string("It can't start without what it lists under uses: ") +
                           exception.what() + "; ask with find<T>() and go on without.");
  }
  return Outcome::ok("It starts without what it only uses.");
}

/// Nothing but a crash is wrong here: start() throws, or does without.
void startWithout(const Subject& subject, std::string_view interface_id) {
  Bench bench(subject);
  bench.kernel().context.withhold(interface_id);
  note("start() without " + std::string(interface_id));
  try {
    bench.kernel().start();
  } catch (const std::exception&) {
  }
}

Outcome checkFailingStart(const Subject& subject) {
  if (const auto why = whyNotStarted(subject); !why.empty()) return Outcome::skipped(why);
  for (const auto basic : {Clock::kInterfaceId, Config::kInterfaceId, Router::kInterfaceId}) {
    startWithout(subject, basic);
  }
  const char* const* need = descriptorOf(subject).info->needs;
  for (; need != nullptr && *need != nullptr; ++need) startWithout(subject, *need);
  return Outcome::ok("A start() that fails halfway leaves nothing broken.");
}

constexpr Check kLifeChecks[] = {{"starts", checkStart, true}, {"starts again", checkSecondLife},
                                 {"threads", checkThreads},    {"process", checkProcess},
                                 {"uses", checkWithoutUses},   {"failed start", checkFailingStart}};

}  // namespace

std::span<const Check> lifeChecks() {
  return kLifeChecks;
}

std::string whyNotStarted(const Subject& subject) {
  const std::string need = foreignNeed(*descriptorOf(subject).info);
  if (need.empty()) return {};
  return "It needs " + need + " of another plugin, which is not served here.";
}

}  // namespace itops::validator
