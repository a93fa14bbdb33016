#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "itops/export.hpp"
#include "itops/status.hpp"
#include "itops/timestamp.hpp"
#include "itops/uuid.hpp"

namespace itops {

/// Takes the members of one event; the kernel makes JSON of them. Names are camelCase and unique in
/// an event; values are copied. [any]
class ITOPS_EXPORT EventWriter {
 public:
  virtual void text(std::string_view name, std::string_view value) = 0;
  virtual void integer(std::string_view name, std::int64_t value) = 0;
  virtual void number(std::string_view name, double value) = 0;
  virtual void boolean(std::string_view name, bool value) = 0;
  virtual void texts(std::string_view name, std::span<const std::string> values) = 0;
  /// An optional member that is empty.
  virtual void null(std::string_view name) = 0;

 protected:
  ~EventWriter() = default;
};

/// Gives the members of one stored event. A member that is missing, null or of another type throws
/// Error(kInternal, "event_field") naming it. Views live as long as the reader. [any]
class ITOPS_EXPORT EventReader {
 public:
  /// True when the member is there and not null.
  virtual bool has(std::string_view name) const = 0;
  virtual std::string_view text(std::string_view name) const = 0;
  virtual std::int64_t integer(std::string_view name) const = 0;
  virtual double number(std::string_view name) const = 0;
  virtual bool boolean(std::string_view name) const = 0;
  virtual std::vector<std::string> texts(std::string_view name) const = 0;

 protected:
  ~EventReader() = default;
};

/// Takes the description of an event's members for docs/events.md. [main]
class ITOPS_EXPORT EventDescriber {
 public:
  /// @param type `text`, `integer`, `number`, `boolean`, `texts`, `uuid`, `time` or `status`
  virtual void member(std::string_view name, std::string_view type, bool optional,
                      std::string_view help) = 0;

 protected:
  ~EventDescriber() = default;
};

/// How the types that an event may have as members are written, read and described. To an event's
/// author these are visitors for `fields()`, nothing to call.
namespace event_fields {

/// Throws Error(kInternal, "event_field") naming the member.
[[noreturn]] void throwUnreadable(std::string_view name, std::string_view type);

/// True for std::optional, whose `Value` is what it may hold.
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {
  using Value = T;
};

/// The word for a member's type, as EventDescriber takes it.
template <class T>
constexpr std::string_view typeName() {
  if constexpr (std::is_same_v<T, bool>) return "boolean";
  if constexpr (std::is_same_v<T, Status>) return "status";
  if constexpr (std::is_same_v<T, Uuid>) return "uuid";
  if constexpr (std::is_same_v<T, Timestamp>) return "time";
  if constexpr (std::is_same_v<T, std::vector<std::string>>) return "texts";
  if constexpr (std::is_integral_v<T>) return "integer";
  if constexpr (std::is_floating_point_v<T>) return "number";
  return "text";
}

/// Visits an event's members and writes each.
class Write {
 public:
  explicit Write(EventWriter& writer) : writer_(writer) {}

  template <class T>
  void operator()(std::string_view name, const T& value, std::string_view /*help*/) {
    if constexpr (IsOptional<T>::value) {
      value ? (*this)(name, *value, {}) : writer_.null(name);
    } else if constexpr (std::is_same_v<T, bool>) {
      writer_.boolean(name, value);
    } else if constexpr (std::is_same_v<T, Status>) {
      writer_.text(name, statusName(value));
    } else if constexpr (std::is_same_v<T, Uuid>) {
      writer_.text(name, value.toString());
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      writer_.text(name, formatTimestamp(value));
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
      writer_.texts(name, value);
    } else if constexpr (std::is_integral_v<T>) {
      writer_.integer(name, static_cast<std::int64_t>(value));
    } else if constexpr (std::is_floating_point_v<T>) {
      writer_.number(name, value);
    } else {
      writer_.text(name, value);
    }
  }

 private:
  EventWriter& writer_;
};

/// Visits an event's members and sets each from what was stored.
class Read {
 public:
  explicit Read(const EventReader& reader) : reader_(reader) {}

  template <class T>
  void operator()(std::string_view name, T& value, std::string_view /*help*/) {
    if constexpr (IsOptional<T>::value) {
      value.reset();
      if (reader_.has(name)) (*this)(name, value.emplace(), {});
    } else if constexpr (std::is_same_v<T, bool>) {
      value = reader_.boolean(name);
    } else if constexpr (std::is_same_v<T, Status>) {
      value = parsed(name, parseStatus(reader_.text(name)));
    } else if constexpr (std::is_same_v<T, Uuid>) {
      value = parsed(name, Uuid::parse(reader_.text(name)));
    } else if constexpr (std::is_same_v<T, Timestamp>) {
      value = parsed(name, parseTimestamp(reader_.text(name)));
    } else if constexpr (std::is_same_v<T, std::vector<std::string>>) {
      value = reader_.texts(name);
    } else if constexpr (std::is_integral_v<T>) {
      value = static_cast<T>(reader_.integer(name));
    } else if constexpr (std::is_floating_point_v<T>) {
      value = static_cast<T>(reader_.number(name));
    } else {
      value = std::string(reader_.text(name));
    }
  }

 private:
  template <class T>
  static T parsed(std::string_view name, const std::optional<T>& value) {
    if (!value) throwUnreadable(name, typeName<T>());
    return *value;
  }

  const EventReader& reader_;
};

/// Visits an event's members and describes each; their values don't matter.
class Describe {
 public:
  explicit Describe(EventDescriber& describer) : describer_(describer) {}

  template <class T>
  void operator()(std::string_view name, const T&, std::string_view help) {
    if constexpr (IsOptional<T>::value) {
      describer_.member(name, typeName<typename IsOptional<T>::Value>(), true, help);
    } else {
      describer_.member(name, typeName<T>(), false, help);
    }
  }

 private:
  EventDescriber& describer_;
};

}  // namespace event_fields
}  // namespace itops
