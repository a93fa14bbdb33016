#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/error.hpp"
#include "itops/router.hpp"
#include "itops/timestamp.hpp"

namespace itops::sla {

/// Where a page of a list begins: behind the row with this sort key and id.
struct PageCursor {
  std::string key;  ///< an RFC 3339 time or a text, as the list is sorted
  std::int64_t id = 0;
};

/// The opaque text of a cursor; `list` names the list that it belongs to. [any]
std::string encodeCursor(std::string_view list, const PageCursor& cursor);

/// Reads the parameters of a request's query and collects what is wrong with them, so that a client
/// is told everything at once. An empty parameter counts as absent. One thread at a time.
class QueryReader {
 public:
  /// What the key of a cursor is.
  enum class KeyType { kText, kTime };

  /// @param request outlives this reader
  explicit QueryReader(const Request& request) : request_(request) {}

  std::optional<std::string> text(std::string_view name);
  /// One of the allowed words.
  std::optional<std::string> word(std::string_view name,
                                  std::initializer_list<std::string_view> allowed);
  /// `true` or `false`.
  std::optional<bool> flag(std::string_view name);
  /// An RFC 3339 time, or a date for its first instant in UTC.
  std::optional<Timestamp> timestamp(std::string_view name);
  /// `limit`, from 1 to 500; 100 when absent.
  int limit();
  /// `cursor` of that list.
  std::optional<PageCursor> cursor(std::string_view list, KeyType type);

  /// Notes a problem that only the caller can see.
  void wrong(std::string_view name, std::string message);

  /// Throws Error(kInvalid, "query_invalid") that names every wrong parameter; call it last.
  void throwIfWrong() const;

 private:
  const Request& request_;
  std::vector<FieldError> errors_;
};

}  // namespace itops::sla
