#include "period/budget_watch.hpp"

#include "aggregation/window_repository.hpp"
#include "definition/definition_repository.hpp"
#include "itops/events/budget_burning.hpp"
#include "itops/events/budget_recovered.hpp"
#include "itops/events/data_absent.hpp"

namespace itops::sla {
namespace {

constexpr double kPercent = 10'000;

using Names = std::map<SubjectKey, BudgetWatchRepository::Name>;

std::optional<double> number(std::optional<std::int64_t> ten_thousandths) {
  if (!ten_thousandths) return std::nullopt;
  return static_cast<double>(*ten_thousandths) / kPercent;
}

/// The members that both events about budgets have.
template <class Event>
Event eventAbout(const AlertKey& alert, const Names& names, Instant end) {
  const auto& name = names.at(alert.subject);
  const BurnPair& pair = kBurnPairs.at(alert.pair);
  const bool is_group = alert.subject.kind == Subject::kGroup;
  Event event;
  event.subject_id = name.uuid;
  event.subject = is_group ? "group" : "service";
  (is_group ? event.group : event.path) = name.text;
  event.long_window = pair.long_name;
  event.short_window = pair.short_name;
  event.occurred_at = end;
  return event;
}

BudgetBurning burning(const AlertKey& alert, const BurnRate& rate, double target,
                      const Names& names, Instant end) {
  auto event = eventAbout<BudgetBurning>(alert, names, end);
  event.threshold = *number(rate.pair.threshold);
  event.long_rate = number(rate.long_rate);
  event.short_rate = number(rate.short_rate);
  event.target_percent = target;
  return event;
}

std::set<SubjectKey> subjectsOf(const AlertChanges& changes) {
  std::set<SubjectKey> subjects;
  for (const AlertKey& alert : changes.raised) subjects.insert(alert.subject);
  for (const AlertKey& alert : changes.recovered) subjects.insert(alert.subject);
  return subjects;
}

SpanUses usesOf(const SpanTimes& times, const Definition& definition, Subject kind) {
  const bool summed = sumsMembers(&definition, kind);
  SpanUses uses;
  for (std::size_t i = 0; i < uses.size(); ++i) {
    uses[i] =
        spanUse(times[i], summed ? times[i].total() : Duration(kBurnSpans[i]), definition.counting);
  }
  return uses;
}

}  // namespace

BudgetWatch::BudgetWatch(Database& database, EventBus& events, std::chrono::minutes absent_after)
    : database_(database), events_(events), absent_after_(absent_after) {
  events_.declare<BudgetBurning>();
  events_.declare<BudgetRecovered>();
  events_.declare<DataAbsent>();
}

void BudgetWatch::run(JobRun& run) {
  database_.transact([&](Transaction& transaction) {
    run.fence(transaction);
    const auto end = WindowRepository(transaction).nextWindow();
    if (!end) return;
    BudgetWatchRepository repository(transaction);
    tellBudgets(repository, transaction, *end);
    tellAbsences(repository, transaction, *end);
  });
}

BudgetWatch::Sight BudgetWatch::look(BudgetWatchRepository& repository, Transaction& transaction,
                                     Instant end) const {
  Sight sight{end, {}, repository.alerts(), {}};
  const auto definitions = definitionsById(transaction);
  auto spans = repository.serviceSpans(end);
  spans.merge(repository.groupSpans(end));
  for (const auto& [subject, of] : spans) {
    const auto definition = definitions.find(of.definition_id);
    if (definition == definitions.end()) continue;
    const Percent target = definition->second.target;
    sight.targets[subject] = target.tenThousandths() / kPercent;
    sight.rates[subject] = burnRates(usesOf(of.times, definition->second, subject.kind), target);
  }
  return sight;
}

void BudgetWatch::tellBudgets(BudgetWatchRepository& repository, Transaction& transaction,
                              Instant end) {
  const Sight sight = look(repository, transaction, end);
  std::set<AlertKey> told;
  for (const auto& [alert, raised_at] : sight.told) told.insert(alert);
  const AlertChanges changes = alertChanges(told, sight.rates);
  const Names names = repository.names(subjectsOf(changes));
  std::vector<BudgetRecovered> recovered;
  for (const AlertKey& alert : changes.recovered) {
    if (!names.contains(alert.subject)) continue;
    recovered.push_back(eventAbout<BudgetRecovered>(alert, names, end));
    recovered.back().burning_since = sight.told.at(alert);
  }
  std::vector<BudgetBurning> raised;
  for (const AlertKey& alert : changes.raised) {
    raised.push_back(burning(alert, sight.rates.at(alert.subject).at(alert.pair),
                             sight.targets.at(alert.subject), names, end));
  }
  if (!changes.recovered.empty()) repository.removeAlerts(changes.recovered);
  if (!changes.raised.empty()) repository.saveAlerts(changes.raised, end);
  events_.publishAll(transaction, std::span<const BudgetRecovered>(recovered));
  events_.publishAll(transaction, std::span<const BudgetBurning>(raised));
}

void BudgetWatch::tellAbsences(BudgetWatchRepository& repository, Transaction& transaction,
                               Instant end) {
  const Interval interval{end - absent_after_, end};
  repository.removeEndedAbsences(interval);
  std::vector<DataAbsent> events;
  for (const auto& absence : repository.addAbsences(interval)) {
    events.push_back({absence.uuid, absence.service_id, absence.path, interval.from, interval.to});
  }
  events_.publishAll(transaction, std::span<const DataAbsent>(events));
}

Job budgetWatchJob(BudgetWatch& watch) {
  return {.name = "sla.watch_budgets",
          .description = "Tells which budgets burn and of which services nothing is known.",
          .schedule = Schedule::cron("1-59/5 * * * *"),
          .function = [&watch](JobRun& run) { watch.run(run); }};
}

}  // namespace itops::sla
