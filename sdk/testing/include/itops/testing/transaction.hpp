#pragma once

#include <stdexcept>
#include <string>

#include "itops/database.hpp"

namespace itops::test {

/// For code that takes a transaction and hands it on without a statement, such as a publishing rule
/// with FakeEventBus. A statement throws std::logic_error: SQL is tested on a real PostgreSQL, with
/// TestDatabase of itops/testing/postgres.hpp. A savepoint just runs its body.
class NoTransaction final : public Transaction {
 public:
  Rows execute(const Statement& statement, std::span<const Value>) override {
    throw std::logic_error(std::string("statement ") + statement.name +
                           " needs a database; use TestDatabase of itops/testing/postgres.hpp");
  }
  void savepoint(const std::function<void()>& body) override { body(); }
};

}  // namespace itops::test
