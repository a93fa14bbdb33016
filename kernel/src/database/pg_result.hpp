#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string_view>
#include <vector>

#include "itops/database.hpp"

namespace itops {

struct PgResultDeleter {
  void operator()(PGresult* result) const { PQclear(result); }
};
using PgResult = std::unique_ptr<PGresult, PgResultDeleter>;

/// An answer in libpq's own storage, read in place. One thread at a time.
class PgResultRows final : public Rows::Data {
 public:
  explicit PgResultRows(PgResult result);

  int rowCount() const override;
  std::int64_t affectedCount() const override;
  int columnIndex(std::string_view name) const override;
  bool isNull(int row, int column) const override;
  std::string_view text(int row, int column) const override;

 private:
  PgResult result_;
  std::vector<std::string_view> columns_;
  /// Where the next name is expected: rows are read column by column, in order, so the search
  /// nearly always hits at once.
  mutable std::size_t next_column_ = 0;
};

}  // namespace itops
