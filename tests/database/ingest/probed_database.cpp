#include "database/ingest/probed_database.hpp"

#include <chrono>
#include <utility>

#include "itops/error.hpp"

namespace itops::test {
namespace {

Error lost() {
  return Error(ErrorKind::kUnavailable, "database_unavailable", "The database is not available.");
}

}  // namespace

class ProbedTransaction final : public Transaction {
 public:
  ProbedTransaction(ProbedDatabase& database, Transaction& real)
      : database_(database), real_(real) {}

  Rows execute(const Statement& statement, std::span<const Value> values) override {
    database_.note(statement.name);
    return real_.execute(statement, values);
  }
  void savepoint(const std::function<void()>& body) override { real_.savepoint(body); }
  void defer(const Statement& statement, std::span<const Value> values) override {
    database_.note(statement.name);
    real_.defer(statement, values);
  }

 private:
  ProbedDatabase& database_;
  Transaction& real_;
};

void ProbedDatabase::transact(const std::function<void(Transaction&)>& body) {
  const Fate fate = enter();
  if (fate == Fate::kLost) throw lost();
  real_.transact([&](Transaction& real) {
    ProbedTransaction transaction(*this, real);
    body(transaction);
  });
  if (fate == Fate::kAnswerLost) throw lost();
}

ProbedDatabase::Fate ProbedDatabase::enter() {
  std::unique_lock lock(mutex_);
  ++transactions_;
  ++waiting_;
  changed_.notify_all();
  changed_.wait(lock, [this] { return !held_; });
  --waiting_;
  if (lose_ != 0) {
    if (lose_ > 0) --lose_;
    return Fate::kLost;
  }
  return std::exchange(lose_answer_, false) ? Fate::kAnswerLost : Fate::kNormal;
}

void ProbedDatabase::hold() {
  const std::lock_guard lock(mutex_);
  held_ = true;
}

void ProbedDatabase::release() {
  const std::lock_guard lock(mutex_);
  held_ = false;
  changed_.notify_all();
}

bool ProbedDatabase::awaitHeld() {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, std::chrono::seconds(20), [this] { return waiting_ > 0; });
}

void ProbedDatabase::loseNext(int count) {
  const std::lock_guard lock(mutex_);
  lose_ = count;
}

void ProbedDatabase::loseNextAnswer() {
  const std::lock_guard lock(mutex_);
  lose_answer_ = true;
}

int ProbedDatabase::transactions() const {
  const std::lock_guard lock(mutex_);
  return transactions_;
}

std::vector<std::string> ProbedDatabase::takeStatements() {
  const std::lock_guard lock(mutex_);
  return std::exchange(statements_, {});
}

void ProbedDatabase::note(const char* statement) {
  const std::lock_guard lock(mutex_);
  statements_.emplace_back(statement);
}

}  // namespace itops::test
