#include "scheduler/job_scheduler.hpp"

#include <algorithm>

#include "itops/error.hpp"
#include "scheduler/cluster_ledger.hpp"
#include "scheduler/job_repository.hpp"

namespace itops::scheduler {
namespace {

constexpr std::size_t kNameBytesMax = 100;

bool isNameOf(std::string_view owner, std::string_view name) {
  const std::size_t begin = owner.size() + 1;
  if (name.size() <= begin || name.size() > kNameBytesMax) return false;
  if (!name.starts_with(owner) || name[owner.size()] != '.') return false;
  return std::all_of(name.begin() + static_cast<std::ptrdiff_t>(begin), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
  });
}

[[noreturn]] void refuse(ErrorKind kind, const char* code, const std::string& message) {
  throw Error(kind, code, message);
}

}  // namespace

JobScheduler::JobScheduler(PostgresDatabase& database, const Clock& clock, SchedulerOptions options,
                           Logger& logger, MetricsRegistry& metrics,
                           std::function<bool(const std::string& owner)> is_enabled)
    : database_(database),
      clock_(clock),
      options_(std::move(options)),
      logger_(logger),
      metrics_(metrics),
      is_enabled_(std::move(is_enabled)),
      leadership_(database, options_.replica, options_.leader, logger, leaderGauge(metrics)) {}

JobScheduler::~JobScheduler() {
  stop();
}

void JobScheduler::add(const std::string& owner, Job job) {
  check(owner, job);
  ScheduleRule rule(job.schedule, options_.time_zone);
  auto definition =
      std::make_shared<const JobDefinition>(JobDefinition{owner, std::move(job), std::move(rule)});
  const std::string name = definition->job.name;
  const std::lock_guard lock(mutex_);
  if (entries_.contains(name)) {
    refuse(ErrorKind::kConflict, "job_duplicate",
           "Job " + name + " is registered already; give each job a name of its own.");
  }
  entries_.emplace(name, makeEntry(std::move(definition)));
}

void JobScheduler::check(const std::string& owner, const Job& job) const {
  if (!isNameOf(owner, job.name)) {
    refuse(ErrorKind::kInvalid, "job_name",
           "Job '" + job.name + "' of " + owner + " can't have that name; call it " + owner +
               ".<verb>_<thing> with small letters, digits and _, at most " +
               std::to_string(kNameBytesMax) + " characters.");
  }
  if (!job.function || job.catch_up_max < 1) {
    refuse(ErrorKind::kInvalid, "job_invalid",
           "Job " + job.name + " has no function or a catch_up_max below 1; set both.");
  }
  if (started_) {
    refuse(ErrorKind::kInvalid, "job_late",
           "Job " + job.name + " comes too late; register jobs in start().");
  }
}

JobScheduler::Entry JobScheduler::makeEntry(std::shared_ptr<const JobDefinition> definition) {
  Entry entry;
  std::unique_ptr<JobLedger> ledger;
  if (definition->job.scope == JobScope::kPerReplica) {
    auto own = std::make_unique<ReplicaLedger>(definition, clock_, options_.replica);
    entry.replica_ledger = own.get();
    ledger = std::move(own);
  } else {
    ledger = std::make_unique<ClusterLedger>(definition, database_, leadership_, clock_,
                                             options_.replica);
  }
  const JobMetrics metrics(metrics_, definition->job.name);
  const RunnerSurroundings surroundings{clock_, logger_, leadership_, is_enabled_,
                                        options_.check_interval};
  entry.runner =
      std::make_shared<JobRunner>(std::move(definition), std::move(ledger), surroundings, metrics);
  return entry;
}

void JobScheduler::removeOwner(const std::string& owner) noexcept {
  std::vector<Entry> removed;
  {
    const std::lock_guard lock(mutex_);
    for (auto entry = entries_.begin(); entry != entries_.end();) {
      const bool owned = entry->second.runner->definition().owner == owner;
      if (owned) removed.push_back(entry->second);
      entry = owned ? entries_.erase(entry) : std::next(entry);
    }
  }
  end(removed);
}

void JobScheduler::end(const std::vector<Entry>& entries) noexcept {
  for (const Entry& entry : entries) entry.runner->requestStop();
  const auto deadline = std::chrono::steady_clock::now() + options_.drain_limit;
  for (const Entry& entry : entries) {
    if (entry.runner->awaitEnd(deadline)) continue;
    logger_.error("A job did not end within the drain limit; it is left as it is.",
                  {{"job", entry.runner->definition().job.name},
                   {"limitMs", std::to_string(options_.drain_limit.count())}});
  }
}

void JobScheduler::start() {
  started_ = true;
  leadership_.start([this] { wake(); });
  const std::lock_guard lock(mutex_);
  for (const auto& [name, entry] : entries_) entry.runner->start();
}

void JobScheduler::stop() noexcept {
  std::vector<Entry> all;
  {
    const std::lock_guard lock(mutex_);
    for (const auto& [name, entry] : entries_) all.push_back(entry);
    entries_.clear();
  }
  end(all);
  leadership_.stop();
}

void JobScheduler::wake(std::string_view name) {
  const std::lock_guard lock(mutex_);
  if (name.empty()) {
    for (const auto& [known, entry] : entries_) entry.runner->wake();
  } else if (const auto entry = entries_.find(name); entry != entries_.end()) {
    entry->second.runner->wake();
  }
}

Timestamp JobScheduler::runNow(std::string_view name,
                               const std::function<void(Transaction&)>& record) {
  const Entry entry = entryOf(name);
  const JobDefinition& definition = entry.runner->definition();
  if (!is_enabled_(definition.owner)) {
    refuse(ErrorKind::kConflict, "job_switched_off",
           "Job " + definition.job.name + " can't run while plugin " + definition.owner +
               " is switched off; switch it on first.");
  }
  const Timestamp now = clock_.now();
  const bool in_cluster = entry.replica_ledger == nullptr;
  if (in_cluster || record) {
    database_.transact([&](Transaction& transaction) {
      if (in_cluster) requestRun(transaction, definition, now);
      if (record) record(transaction);
    });
  }
  if (!in_cluster) entry.replica_ledger->requestRun();
  entry.runner->wake();
  return now;
}

JobScheduler::Entry JobScheduler::entryOf(std::string_view name) const {
  const std::lock_guard lock(mutex_);
  const auto entry = entries_.find(name);
  if (entry != entries_.end()) return entry->second;
  throw Error(ErrorKind::kNotFound, "job_not_found",
              "There is no job " + std::string(name) + "; GET /api/v1/jobs lists them.");
}

std::vector<JobStatus> JobScheduler::statuses() {
  const auto stored = allJobs(database_);
  const std::int64_t epoch = leader().epoch;
  const std::lock_guard lock(mutex_);
  std::vector<JobStatus> statuses;
  for (const auto& [name, entry] : entries_) statuses.push_back(statusOf(entry, stored, epoch));
  return statuses;
}

JobStatus JobScheduler::statusOf(const Entry& entry, const std::map<std::string, JobRecord>& stored,
                                 std::int64_t epoch) const {
  JobStatus status{.definition = entry.runner->sharedDefinition()};
  const JobDefinition& definition = *status.definition;
  status.record.covered_until = clock_.now();
  if (entry.replica_ledger != nullptr) {
    status.record = entry.replica_ledger->record();
    status.running = entry.runner->isRunning();
  } else if (const auto row = stored.find(definition.job.name); row != stored.end()) {
    status.record = row->second;
    const auto& run = status.record.run;
    status.running = run && run->outcome == "running" && run->epoch == epoch;
  }
  status.enabled = is_enabled_(definition.owner);
  if (status.enabled) status.next_run_at = definition.rule.nextAfter(status.record.covered_until);
  return status;
}

}  // namespace itops::scheduler
