#include "route_rules.hpp"

#include "itops/error.hpp"

namespace itops::test {
namespace {

bool isUnderPrefix(std::string_view path, std::string_view prefix) {
  if (prefix == "/") return path == "/";
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

bool isUnderAny(const char* const* prefixes, std::string_view path) {
  for (; prefixes != nullptr && *prefixes != nullptr; ++prefixes) {
    if (isUnderPrefix(path, *prefixes)) return true;
  }
  return false;
}

/// The next segment of a path that begins with `/`; takes it off.
std::string_view takeSegment(std::string_view& path) {
  path.remove_prefix(1);
  const auto segment = path.substr(0, path.find('/'));
  path.remove_prefix(segment.size());
  return segment;
}

bool isParameter(std::string_view segment) {
  return segment.size() > 2 && segment.front() == '{' && segment.back() == '}';
}

const char* pathProblem(std::string_view path) {
  if (!path.starts_with('/')) return "the path must begin with /";
  if (path == "/") return nullptr;
  while (!path.empty()) {
    const auto segment = takeSegment(path);
    if (segment.empty()) return "the path has an empty segment";
    if (segment.find_first_of("{}") != segment.npos && !isParameter(segment)) {
      return "a parameter must be one whole segment such as {id}";
    }
  }
  return nullptr;
}

const char* problemOf(const Route& route) {
  if (static_cast<bool>(route.handler) == static_cast<bool>(route.deferred)) {
    return "set exactly one of handler and deferred";
  }
  if (route.doc.summary.empty()) return "its documentation needs a summary";
  return pathProblem(route.path);
}

}  // namespace

bool listContains(const char* const* list, std::string_view entry) {
  for (; list != nullptr && *list != nullptr; ++list) {
    if (*list == entry) return true;
  }
  return false;
}

std::string_view methodName(Method method) {
  constexpr std::string_view kNames[] = {"GET", "POST", "PUT", "PATCH", "DELETE"};
  return kNames[static_cast<int>(method)];
}

std::string operationOf(const Route& route) {
  return std::string(methodName(route.method)) + " " + route.path;
}

std::string operationKey(const Route& route) {
  std::string key = std::string(methodName(route.method)) + " ";
  std::string_view path = route.path;
  while (!path.empty()) {
    const auto segment = takeSegment(path);
    key.append("/").append(isParameter(segment) ? "{}" : segment);
  }
  return key;
}

void checkRoute(const PluginInfo& info, const Route& route) {
  const std::string who = std::string("Plugin ") + info.id + " registers " + operationOf(route);
  if (const char* const problem = problemOf(route)) {
    throw Error(ErrorKind::kInvalid, "route_invalid", who + ", which can't be: " + problem + ".");
  }
  if (!isUnderAny(info.path_prefixes, route.path)) {
    throw Error(ErrorKind::kInvalid, "route_outside_prefix",
                who +
                    " outside its path prefixes; add a prefix to path_prefixes of its PluginInfo "
                    "or move the route.");
  }
  const std::string& permission = route.access.permission();
  if (permission.empty() || permission == Access::kAuthenticated) return;
  if (listContains(info.permissions, permission)) return;
  throw Error(ErrorKind::kInvalid, "permission_undeclared",
              who + " with permission " + permission +
                  " without listing it; add it to permissions of its PluginInfo.");
}

std::optional<std::map<std::string, std::string, std::less<>>> matchPath(std::string_view pattern,
                                                                         std::string_view path) {
  std::map<std::string, std::string, std::less<>> parameters;
  while (!pattern.empty() && path.starts_with('/')) {
    const auto expected = takeSegment(pattern);
    const auto segment = takeSegment(path);
    if (isParameter(expected) && !segment.empty()) {
      parameters.emplace(expected.substr(1, expected.size() - 2), segment);
    } else if (expected != segment) {
      return std::nullopt;
    }
  }
  if (!pattern.empty() || !path.empty()) return std::nullopt;
  return parameters;
}

}  // namespace itops::test
