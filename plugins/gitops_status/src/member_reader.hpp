#pragma once

#include <boost/json.hpp>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "itops/error.hpp"
#include "report_reader.hpp"

namespace itops::gitops {

/// Reads members of one object and collects what is wrong. A member that is null counts as absent.
/// Everything that it reads is UTF-8 without NUL. One thread at a time.
class MemberReader {
 public:
  /// All outlive this object. @param prefix stands before the names in errors
  MemberReader(const boost::json::object& object, std::string prefix,
               std::vector<FieldError>& errors, std::vector<ReportWarning>& warnings)
      : object_(object), prefix_(std::move(prefix)), errors_(errors), warnings_(warnings) {}

  bool has(std::string_view name) const;
  /// A text; a whole number is taken as its digits.
  std::optional<std::string> text(std::string_view name);
  /// A text of any length, cut at kMessageBytesMax, without its NULs.
  std::optional<std::string> message(std::string_view name);
  /// A text that must be there and not be empty.
  std::string required(std::string_view name);
  /// A list of texts.
  std::optional<std::vector<std::string>> files(std::string_view name);
  /// The `name` of each object in a list.
  std::optional<std::vector<std::string>> fileNames(std::string_view name);
  std::optional<std::int32_t> count(std::string_view name);
  std::optional<SyncStatus> status(std::string_view name);

  void wrong(std::string_view name, std::string message);
  /// A warning for each member that nobody asked for.
  void warnOfOthers();

 private:
  const boost::json::value* find(std::string_view name);
  std::optional<std::string> fileOf(std::string_view list, const boost::json::value* value);

  const boost::json::object& object_;
  const std::string prefix_;
  std::vector<FieldError>& errors_;
  std::vector<ReportWarning>& warnings_;
  std::set<std::string, std::less<>> asked_;
};

}  // namespace itops::gitops
