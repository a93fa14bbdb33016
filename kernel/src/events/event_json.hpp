#pragma once

#include <boost/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/event_fields.hpp"

namespace itops::events {

/// Makes one JSON object of an event's members. Throws Error(kInvalid, "event_value") for what
/// PostgreSQL can't store: NUL in a text, a number that is not finite.
class JsonEventWriter final : public EventWriter {
 public:
  void text(std::string_view name, std::string_view value) override;
  void integer(std::string_view name, std::int64_t value) override;
  void number(std::string_view name, double value) override;
  void boolean(std::string_view name, bool value) override;
  void texts(std::string_view name, std::span<const std::string> values) override;
  void null(std::string_view name) override;

  /// The text member `path`; empty without one.
  const std::optional<std::string>& path() const { return path_; }
  /// The object as text.
  std::string json() const { return boost::json::serialize(object_); }

 private:
  boost::json::object object_;
  std::optional<std::string> path_;
};

/// Reads the members of a stored event.
class JsonEventReader final : public EventReader {
 public:
  /// Throws Error(kInternal, "event_payload") when the text is no JSON object.
  explicit JsonEventReader(std::string_view payload);

  bool has(std::string_view name) const override;
  std::string_view text(std::string_view name) const override;
  std::int64_t integer(std::string_view name) const override;
  double number(std::string_view name) const override;
  bool boolean(std::string_view name) const override;
  std::vector<std::string> texts(std::string_view name) const override;

 private:
  boost::json::object object_;
};

}  // namespace itops::events
