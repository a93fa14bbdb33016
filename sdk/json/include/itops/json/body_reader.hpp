#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "itops/error.hpp"
#include "itops/router.hpp"
#include "itops/timestamp.hpp"

namespace itops {

/// Reads the members of a request's JSON object and collects what is wrong with them, so that a
/// client is told everything at once. A member that is null counts as absent for all but isNull().
/// One thread at a time.
class BodyReader {
 public:
  static constexpr std::size_t kTextBytesMax = 255;

  /// Throws Error(kInvalid, "json_invalid") or Error(kInvalid, "json_not_object").
  explicit BodyReader(const Request& request);

  /// True for a member that is there with a value.
  bool has(std::string_view name) const;
  /// True for a member that is there as null: a change back to the default.
  bool isNull(std::string_view name) const;

  /// A text that is not empty.
  std::optional<std::string> text(std::string_view name, std::size_t bytes_max = kTextBytesMax);
  /// The same for a member that must be there; empty when it is wrong.
  std::string requiredText(std::string_view name, std::size_t bytes_max = kTextBytesMax);
  /// A text that must be there and may be anything, also empty: a password that somebody types.
  std::string secretText(std::string_view name, std::size_t bytes_max);
  /// One of the allowed words.
  std::optional<std::string> word(std::string_view name,
                                  std::initializer_list<std::string_view> allowed);
  std::optional<bool> flag(std::string_view name);
  /// An RFC 3339 time.
  std::optional<Timestamp> timestamp(std::string_view name);
  /// A whole number from `least` to `most`.
  std::optional<int> integer(std::string_view name, int least, int most);
  /// A list of texts that are not empty, at most `items_max` of them.
  std::optional<std::vector<std::string>> texts(std::string_view name, std::size_t items_max);
  /// A number from `least` to `most`.
  std::optional<double> number(std::string_view name, double least, double most);
  /// A number as a multiple of 1 / `parts`, exactly: 99.99 in parts of 10,000 is 999,900.
  /// @param least, most in parts
  std::optional<int> fraction(std::string_view name, int parts, int least, int most);

  /// Notes a problem that only the caller can see.
  void wrong(std::string_view name, std::string message);

  /// Throws Error(kInvalid, "fields_invalid") that names every wrong member, those that nobody
  /// asked for too; call it last.
  /// @param consequence what did not happen, such as `No window was started`
  void throwIfWrong(std::string_view consequence);

 private:
  const boost::json::value* find(std::string_view name);

  boost::json::object body_;
  std::set<std::string, std::less<>> asked_;
  std::vector<FieldError> errors_;
};

}  // namespace itops
