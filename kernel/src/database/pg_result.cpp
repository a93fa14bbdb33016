#include "database/pg_result.hpp"

#include <charconv>

namespace itops {

PgResultRows::PgResultRows(PgResult result) : result_(std::move(result)) {
  const int count = PQnfields(result_.get());
  columns_.reserve(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) columns_.emplace_back(PQfname(result_.get(), i));
}

int PgResultRows::rowCount() const {
  return PQntuples(result_.get());
}

std::int64_t PgResultRows::affectedCount() const {
  const std::string_view text = PQcmdTuples(result_.get());
  std::int64_t count = 0;
  std::from_chars(text.data(), text.data() + text.size(), count);
  return count;
}

int PgResultRows::columnIndex(std::string_view name) const {
  for (std::size_t tried = 0; tried < columns_.size(); ++tried) {
    const std::size_t candidate = next_column_;
    next_column_ = candidate + 1 == columns_.size() ? 0 : candidate + 1;
    if (columns_[candidate] == name) return static_cast<int>(candidate);
  }
  return -1;
}

bool PgResultRows::isNull(int row, int column) const {
  return PQgetisnull(result_.get(), row, column) == 1;
}

std::string_view PgResultRows::text(int row, int column) const {
  const auto length = static_cast<std::size_t>(PQgetlength(result_.get(), row, column));
  return {PQgetvalue(result_.get(), row, column), length};
}

}  // namespace itops
