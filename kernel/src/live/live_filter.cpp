#include "live/live_filter.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::live {
namespace {

bool matchesType(std::string_view wanted, std::string_view type) {
  if (!type.starts_with(wanted)) return false;
  return type.size() == wanted.size() || wanted.back() == '.' || type[wanted.size()] == '/';
}

bool isBelow(std::string_view path, std::string_view node) {
  if (!path.starts_with(node)) return false;
  return path.size() == node.size() || path[node.size()] == '/';
}

std::vector<std::string> splitTypes(std::string_view text) {
  std::vector<std::string> types;
  while (!text.empty()) {
    const auto comma = std::min(text.find(','), text.size());
    types.emplace_back(text.substr(0, comma));
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return types;
}

bool isTypeFilter(const std::string& type) {
  return !type.empty() && type.front() != '.' && std::all_of(type.begin(), type.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '/';
  });
}

}  // namespace

bool LiveFilter::matches(const LiveMessage& message) const {
  const bool type_fits =
      types.empty() || std::any_of(types.begin(), types.end(), [&](const std::string& wanted) {
        return matchesType(wanted, message.type);
      });
  if (!type_fits || !path) return type_fits;
  return message.path && isBelow(*message.path, *path);
}

LiveFilter liveFilterFrom(const Request& request) {
  LiveFilter filter;
  std::vector<FieldError> errors;
  const auto type = request.query("type");
  if (type) filter.types = splitTypes(type->substr(0, kFilterBytesMax + 1));
  const bool types_fit =
      !type || (type->size() <= kFilterBytesMax && filter.types.size() <= kTypesMax &&
                !filter.types.empty() &&
                std::all_of(filter.types.begin(), filter.types.end(), isTypeFilter));
  if (!types_fit) {
    errors.push_back({"type",
                      "Expected at most 50 types separated by commas, such as "
                      "service.status_changed, or beginnings of types such as service."});
  }
  filter.path = request.query("path");
  if (filter.path && (filter.path->empty() || filter.path->size() > kFilterBytesMax)) {
    errors.push_back(
        {"path", "Expected a service or node such as myorg/infra, at most 1,024 bytes."});
  }
  if (errors.empty()) return filter;
  throw Error(ErrorKind::kInvalid, "query_invalid",
              "The query has parameters that can't be used; see errors.", {}, std::move(errors));
}

}  // namespace itops::live
