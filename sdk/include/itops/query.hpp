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

/// What every list of the API understands: filters, `limit`, `cursor`, CSV on demand. Lists are
/// shown page by page, by key and never by offset.
namespace itops {

inline constexpr int kPageLimitMax = 500;
inline constexpr int kPageLimitDefault = 100;

/// Where a page of a list begins: behind the row with this sort key and id.
struct PageCursor {
  std::string key;  ///< a text, a digit or an RFC 3339 time, as the list is sorted
  std::int64_t id = 0;

  bool operator==(const PageCursor&) const = default;
};

/// One page of a list; the cursor is empty on the last one.
template <class Item>
struct Page {
  std::vector<Item> items;
  std::optional<std::string> next_cursor;
};

/// What the documentation of a list in pages says of its parameters: these, `limit` and `cursor`.
/// [any]
std::vector<QueryParameter> pageQuery(std::vector<QueryParameter> filters = {});

/// JSON Schema of `{items, nextCursor}` with items of that schema. [any]
std::string pageSchema(std::string_view item_schema);

/// The opaque text of a cursor. @param list names the list and its order, without a line break
/// [any]
std::string encodeCursor(std::string_view list, const PageCursor& cursor);

/// What encodeCursor() was given; empty for the cursor of another list and for any other text.
/// [any]
std::optional<PageCursor> decodeCursor(std::string_view list, std::string_view text);

/// Reads the parameters of a request's query and collects what is wrong with them, so that a client
/// is told everything at once. An empty parameter counts as absent. One thread at a time.
class QueryReader {
 public:
  /// What the key of a cursor must look like.
  enum class KeyType { kText, kNumber, kTime };

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
  /// `limit`, from 1 to kPageLimitMax; kPageLimitDefault when absent.
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

/// True when the client asks for CSV in its Accept header. [any]
bool wantsCsv(const Request& request);

}  // namespace itops
