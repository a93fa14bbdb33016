#pragma once

#include <condition_variable>
#include <functional>
#include <mutex>
#include <string>
#include <vector>

#include "itops/database.hpp"

namespace itops::test {

/// A Database in front of a real one: tells which statements were sent, holds transactions up so
/// that pushes pile up behind them, and loses transactions. [any]
class ProbedDatabase final : public Database {
 public:
  explicit ProbedDatabase(Database& real) : real_(real) {}

  void transact(const std::function<void(Transaction&)>& body) override;
  Rows query(const Statement& statement, std::span<const Value> values) override {
    return real_.query(statement, values);
  }

  /// From now on each transaction waits before its first statement, until release().
  void hold();
  void release();
  /// Blocks until a transaction waits; false when none comes within 20 s.
  bool awaitHeld();

  /// The next `count` transactions fail as if the database were away; -1: all of them.
  void loseNext(int count);
  /// The next transaction commits, but its caller is told that the connection was lost.
  void loseNextAnswer();

  /// Transactions begun so far, lost ones too.
  int transactions() const;
  /// Names of the statements since the last call.
  std::vector<std::string> takeStatements();

 private:
  enum class Fate { kNormal, kLost, kAnswerLost };
  Fate enter();
  void note(const char* statement);

  friend class ProbedTransaction;
  Database& real_;
  mutable std::mutex mutex_;  ///< guards all below
  std::condition_variable changed_;
  bool held_ = false;
  int waiting_ = 0;
  int lose_ = 0;
  bool lose_answer_ = false;
  int transactions_ = 0;
  std::vector<std::string> statements_;
};

}  // namespace itops::test
