#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ingest/warning.hpp"

namespace itops::operators {

/// Reads one object of what an agent sends, and takes what can be read: numbers and booleans as
/// texts and the reverse, without a word, as both forms of it-ops.yaml write them. What can't be
/// used is a `field.ignored`, what nobody asked for a `field.unexpected` warning; fields are named
/// with their place (`backup.maxAgeDays`). Null counts as absent. One thread at a time.
class ObjectReader {
 public:
  /// @param object, warnings outlive this reader
  /// @param place what stands before the names in warnings, such as `backup.`
  ObjectReader(const boost::json::object& object, std::string place, ingest::Warnings& warnings)
      : object_(object), place_(std::move(place)), warnings_(warnings) {}

  /// A text of at most `bytes_max` bytes; empty for one of nothing but blanks.
  std::optional<std::string> text(std::string_view name, std::size_t bytes_max = 255);
  std::optional<double> number(std::string_view name);
  std::optional<std::int64_t> integer(std::string_view name);
  std::optional<bool> flag(std::string_view name);
  /// At most 64 texts, each once.
  std::optional<std::vector<std::string>> texts(std::string_view name);
  /// One of `allowed`, in any case; the fallback with a warning `code` for another word.
  std::optional<std::string> word(std::string_view name, std::span<const std::string_view> allowed,
                                  std::string_view fallback, std::string_view code);
  /// Null when there is none.
  const boost::json::object* object(std::string_view name);
  const boost::json::array* array(std::string_view name);

  /// Of a member that is known, but says nothing to us.
  void skip(std::string_view name) { asked_.emplace(name); }
  void warn(std::string code, std::string_view name, std::string message);
  /// Warns of each member that nobody asked for.
  void warnUnused();

  std::string placeOf(std::string_view name) const { return place_ + std::string(name); }

 private:
  const boost::json::value* find(std::string_view name);

  const boost::json::object& object_;
  const std::string place_;
  ingest::Warnings& warnings_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace itops::operators
