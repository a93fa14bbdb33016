#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "itops/push.hpp"

namespace itops::test {

/// The fields of a push as a test gives them: texts, whole numbers or fractions. Reads texts as
/// numbers and times as the kernel does, and keeps the warnings. One thread at a time.
///
///     FakePushFields fields{{"litres", 12}, {"unit", "l"}};
///     const auto report = endpoint.read(fields);
class FakePushFields final : public PushFields {
 public:
  using Given = std::variant<std::string, std::int64_t, double>;

  /// One field: its name and what stands in the body.
  struct Field {
    Field(std::string field_name, const char* text) : name(std::move(field_name)), value(text) {}
    Field(std::string field_name, std::string text)
        : name(std::move(field_name)), value(std::move(text)) {}
    Field(std::string field_name, int number)
        : name(std::move(field_name)), value(std::int64_t{number}) {}
    Field(std::string field_name, std::int64_t number)
        : name(std::move(field_name)), value(number) {}
    Field(std::string field_name, double number) : name(std::move(field_name)), value(number) {}

    std::string name;
    Given value;
  };

  FakePushFields(std::initializer_list<Field> fields);

  std::optional<std::string> text(std::string_view name, std::size_t bytes_max) override;
  std::optional<double> number(std::string_view name) override;
  std::optional<std::int64_t> integer(std::string_view name) override;
  std::optional<std::string> word(std::string_view name, std::span<const std::string_view> allowed,
                                  std::string_view fallback, std::string_view code) override;
  std::optional<Timestamp> timestamp(std::string_view name) override;
  void warn(std::string_view code, std::string_view field, std::string message) override;

  const std::vector<PushWarning>& warnings() const { return warnings_; }
  /// Names of fields that were given and never asked for, sorted.
  std::vector<std::string> unexpected() const;

 private:
  const Given* find(std::string_view name);

  std::map<std::string, Given, std::less<>> given_;
  std::set<std::string, std::less<>> asked_;
  std::vector<PushWarning> warnings_;
};

/// Keeps the push endpoints that a plugin adds. One thread at a time.
class FakePushes final : public Pushes {
 public:
  struct Added {
    PushRoute route;
    std::unique_ptr<PushEndpoint> endpoint;
  };

  /// Throws Error(kInvalid, "push_endpoint_missing") for a null pointer.
  void add(PushRoute route, std::unique_ptr<PushEndpoint> endpoint) override;

  const std::vector<Added>& added() const { return added_; }
  /// The endpoint at a path; throws std::out_of_range when there is none.
  PushEndpoint& endpoint(std::string_view path) const;

 private:
  std::vector<Added> added_;
};

}  // namespace itops::test
