#include "itops/testing/scheduler.hpp"

#include <algorithm>
#include <stdexcept>

#include "itops/error.hpp"

namespace itops::test {

void FakeJobRun::fence(Transaction&) const {
  if (!leadership_lost_) return;
  throw Error(ErrorKind::kUnavailable, "leadership_lost", "Another replica leads by now.");
}

void FakeScheduler::add(Job job) {
  const std::string prefix = std::string(info_.id) + ".";
  if (!job.name.starts_with(prefix) || job.name.size() == prefix.size()) {
    throw Error(ErrorKind::kInvalid, "job_name",
                "The job \"" + job.name + "\" must be named " + prefix + "<verb>_<thing>.");
  }
  if (!job.function) {
    throw Error(ErrorKind::kInvalid, "job_function", "The job " + job.name + " has no function.");
  }
  test::nextDue(job.schedule, clock_.now());
  for (const Job& other : jobs_) {
    if (other.name != job.name) continue;
    throw Error(ErrorKind::kConflict, "job_duplicate", "There is a job " + job.name + " already.");
  }
  jobs_.push_back(std::move(job));
}

void FakeScheduler::run(std::string_view name) {
  FakeJobRun by_hand(clock_.now());
  run(name, by_hand);
}

void FakeScheduler::run(std::string_view name, JobRun& run) {
  jobOf(name).function(run);
}

int FakeScheduler::runUntil(Timestamp end) {
  int count = 0;
  for (;;) {
    Timestamp due_at = Timestamp::max();
    for (const Job& job : jobs_) due_at = std::min(due_at, nextDue(job.name));
    if (due_at > end) break;
    const Timestamp before = clock_.now();
    clock_.set(due_at);
    for (const Job& job : jobs_) {
      if (test::nextDue(job.schedule, before) != due_at) continue;
      FakeJobRun run(due_at);
      job.function(run);
      ++count;
    }
  }
  clock_.set(std::max(end, clock_.now()));
  return count;
}

Timestamp FakeScheduler::nextDue(std::string_view name) const {
  return test::nextDue(jobOf(name).schedule, clock_.now());
}

const Job& FakeScheduler::jobOf(std::string_view name) const {
  for (const Job& job : jobs_) {
    if (job.name == name) return job;
  }
  throw std::out_of_range("there is no job " + std::string(name));
}

}  // namespace itops::test
