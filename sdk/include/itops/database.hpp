#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "itops/export.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// One named SQL statement with `$1`-style parameters. Declare it as a constant; it is prepared
/// once per connection under its name, so the name must be unique: `<plugin>.<verb>_<thing>`.
struct Statement {
  const char* name;
  const char* sql;
};

/// One parameter of a statement, in PostgreSQL's text form, made from what you pass to run():
/// texts, numbers, bools, times, UUIDs, optionals (empty is NULL) and std::nullopt for NULL. NUL in
/// a text throws Error(kInvalid, "nul_in_text"): PostgreSQL can't store it. Bytes that aren't UTF-8
/// are refused by PostgreSQL: check what comes from clients. [any]
class Value {
 public:
  Value(std::nullopt_t) : null_(true) {}
  Value(std::string_view text);
  Value(const std::string& text) : Value(std::string_view(text)) {}
  Value(const char* text) : Value(std::string_view(text)) {}
  Value(bool value) : text_(value ? "t" : "f") {}
  Value(int value) : text_(std::to_string(value)) {}
  Value(std::int64_t value) : text_(std::to_string(value)) {}
  Value(double value);
  Value(Timestamp value);
  Value(const Uuid& value) : text_(value.toString()) {}
  template <class T>
  Value(const std::optional<T>& value) : Value(std::nullopt) {
    if (value) *this = Value(*value);
  }

  bool isNull() const { return null_; }
  const std::string& text() const { return text_; }

 private:
  friend class ArrayValue;
  std::string text_;
  bool null_ = false;
};

/// Builds an array parameter for `unnest($n::type[])`, element by element, without a copy of the
/// elements. An array nobody added to is `{}`. [any]
class ArrayValue {
 public:
  ArrayValue& add(std::int64_t value);
  ArrayValue& add(int value) { return add(static_cast<std::int64_t>(value)); }
  ArrayValue& add(double value);
  ArrayValue& add(bool value);
  ArrayValue& add(Timestamp value);
  ArrayValue& add(const Uuid& value);
  /// Quoted and escaped as needed. Throws Error(kInvalid, "nul_in_text") on NUL.
  ArrayValue& add(std::string_view value);
  ArrayValue& add(const char* value) { return add(std::string_view(value)); }
  ArrayValue& add(const std::string& value) { return add(std::string_view(value)); }
  ArrayValue& addNull();
  template <class T>
  ArrayValue& add(const std::optional<T>& value) {
    return value ? add(*value) : addNull();
  }

  /// The finished array; this builder is empty afterwards.
  Value take();

 private:
  void separate();
  std::string text_;
};

/// What LIKE and ILIKE find a text by wherever it stands; `%`, `_` and `\` in it stand for
/// themselves. Empty without a text. [any]
std::optional<std::string> likePattern(const std::optional<std::string>& text);

/// Rows of an answer, held until this object goes. Move-only; read from one thread.
///
///     for (const auto row : database.run(kListThings, limit)) use(row.text("name"));
///
/// Views that a row gives live as long as the rows.
class ITOPS_EXPORT Rows {
 public:
  /// The kernel's storage of an answer.
  class ITOPS_EXPORT Data {
   public:
    virtual ~Data() = default;
    virtual int rowCount() const = 0;
    /// Rows written by INSERT, UPDATE, DELETE.
    virtual std::int64_t affectedCount() const = 0;
    /// -1 when there is no such column.
    virtual int columnIndex(std::string_view name) const = 0;
    virtual bool isNull(int row, int column) const = 0;
    virtual std::string_view text(int row, int column) const = 0;
  };

  /// One row. Columns are named as in the SELECT list. A NULL read as a plain value and a text that
  /// doesn't read as the asked type throw Error(kInternal) naming the column.
  class Row {
   public:
    Row(const Data& data, int row) : data_(&data), row_(row) {}

    bool isNull(std::string_view column) const;
    /// Whatever the column's type, as PostgreSQL prints it.
    std::string_view text(std::string_view column) const;
    std::int64_t integer(std::string_view column) const;
    double number(std::string_view column) const;
    bool boolean(std::string_view column) const;
    Timestamp timestamp(std::string_view column) const;
    Uuid uuid(std::string_view column) const;
    /// The same for columns that may be NULL, which is empty.
    std::optional<std::string> optionalText(std::string_view column) const;
    std::optional<std::int64_t> optionalInteger(std::string_view column) const;
    std::optional<double> optionalNumber(std::string_view column) const;
    std::optional<Timestamp> optionalTimestamp(std::string_view column) const;
    /// Elements of a one-dimensional text[] without NULLs; empty for `{}`.
    std::vector<std::string> textArray(std::string_view column) const;

   private:
    int index(std::string_view column) const;
    const Data* data_;
    int row_;
  };

  explicit Rows(std::unique_ptr<Data> data) : data_(std::move(data)) {}

  /// Rows that the statement returned; 0 for one without RETURNING.
  int size() const { return data_->rowCount(); }
  bool empty() const { return size() == 0; }
  /// Rows that INSERT, UPDATE or DELETE wrote.
  std::int64_t affectedCount() const { return data_->affectedCount(); }
  /// @param row 0 up to size() - 1; anything else is undefined
  Row operator[](int row) const { return Row(*data_, row); }

  class Iterator {
   public:
    Iterator(const Rows& rows, int row) : rows_(&rows), row_(row) {}
    Row operator*() const { return (*rows_)[row_]; }
    Iterator& operator++() { return ++row_, *this; }
    bool operator!=(const Iterator& other) const { return row_ != other.row_; }

   private:
    const Rows* rows_;
    int row_;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  std::unique_ptr<Data> data_;
};

/// One open transaction (READ COMMITTED, time zone UTC). Valid inside the function given to
/// `Database::transact`, on that thread only.
class ITOPS_EXPORT Transaction {
 public:
  /// Runs one statement. Throws Error(kUnavailable, "database_unavailable") when the connection is
  /// lost or the statement time-out strikes, Error(kInternal, "database_error") for SQL errors.
  virtual Rows execute(const Statement& statement, std::span<const Value> values) = 0;

  /// execute() with the values in the order of $1, $2, ...
  template <class... Values>
  Rows run(const Statement& statement, Values&&... values) {
    if constexpr (sizeof...(Values) == 0) {
      return execute(statement, {});
    } else {
      const std::array<Value, sizeof...(Values)> list{Value(std::forward<Values>(values))...};
      return execute(statement, list);
    }
  }

  /// Runs `body` under a savepoint: when it throws, its writes alone are undone and the exception
  /// goes on to the caller.
  virtual void savepoint(const std::function<void()>& body) = 0;

  /// Queues a statement whose answer nobody needs. It runs in its place, but travels together with
  /// the next statement or the commit, which then throws its error: a round trip less. The values
  /// are copied.
  virtual void defer(const Statement& statement, std::span<const Value> values) {
    execute(statement, values);
  }

  /// defer() with the values in the order of $1, $2, ...
  template <class... Values>
  void runLater(const Statement& statement, Values&&... values) {
    const std::array<Value, sizeof...(Values)> list{Value(std::forward<Values>(values))...};
    defer(statement, list);
  }

 protected:
  ~Transaction() = default;
};

/// PostgreSQL, through a bounded pool. Waits for a free connection up to the configured time and
/// then throws Error(kUnavailable, "database_busy"). `need<Database>()` succeeds in roles with a
/// database. A plugin writes only the schema of its own id. [request] [job] [event] [main]
class ITOPS_EXPORT Database {
 public:
  static constexpr std::string_view kInterfaceId = "itops.database/1";

  /// Runs `body` in one transaction: commits when it returns, rolls back when it throws. `body`
  /// runs once; it is not retried after a lost connection.
  virtual void transact(const std::function<void(Transaction&)>& body) = 0;

  /// One statement outside a transaction; repeated once on a fresh connection when the pooled one
  /// turns out to be dead, so use it for reads and for writes that may happen twice.
  virtual Rows query(const Statement& statement, std::span<const Value> values) = 0;

  /// query() with the values in the order of $1, $2, ...
  template <class... Values>
  Rows run(const Statement& statement, Values&&... values) {
    if constexpr (sizeof...(Values) == 0) {
      return query(statement, {});
    } else {
      const std::array<Value, sizeof...(Values)> list{Value(std::forward<Values>(values))...};
      return query(statement, list);
    }
  }

 protected:
  ~Database() = default;
};

}  // namespace itops
