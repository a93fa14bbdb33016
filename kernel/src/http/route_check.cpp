#include "http/route_check.hpp"

#include <algorithm>
#include <boost/json.hpp>

#include "http/method.hpp"
#include "http/route_tree.hpp"
#include "itops/error.hpp"

namespace itops::http {
namespace {

class RouteCheck {
 public:
  RouteCheck(std::string_view owner, const Route& route) : owner_(owner), route_(route) {}

  std::vector<std::string> run() {
    if (static_cast<bool>(route_.handler) == static_cast<bool>(route_.deferred)) {
      refuse("set exactly one of handler and deferred");
    }
    if (route_.doc.summary.empty()) refuse("its documentation needs a summary");
    checkPath();
    checkSchema("request_schema", route_.doc.request_schema);
    checkSchema("response_schema", route_.doc.response_schema);
    for (const auto& parameter : route_.doc.query) {
      checkSchema("the schema of query parameter " + parameter.name, parameter.schema);
    }
    return std::move(names_);
  }

 private:
  [[noreturn]] void refuse(const std::string& why) const {
    throw Error(ErrorKind::kInvalid, "route_invalid",
                "Route " + std::string(methodName(route_.method)) + " " + route_.path + " of " +
                    std::string(owner_) + " can't be registered: " + why + ".");
  }

  void checkPath() {
    if (!route_.path.starts_with('/')) refuse("the path must begin with /");
    if (route_.path == "/") return;
    std::string_view rest = route_.path;
    while (!rest.empty()) {
      rest.remove_prefix(1);
      const auto segment = rest.substr(0, rest.find('/'));
      checkSegment(segment);
      rest.remove_prefix(segment.size());
    }
  }

  void checkSegment(std::string_view segment) {
    if (segment.empty()) refuse("the path has an empty segment");
    if (segment.find_first_of("{}") == segment.npos) return checkLiteral(segment);
    if (segment.size() < 3 || segment.front() != '{' || segment.back() != '}') {
      refuse("a parameter must be one whole segment such as {id}");
    }
    const auto name = segment.substr(1, segment.size() - 2);
    checkLiteral(name);
    if (std::find(names_.begin(), names_.end(), name) != names_.end()) {
      refuse("the parameter " + std::string(name) + " stands there twice");
    }
    names_.emplace_back(name);
    if (names_.size() > kPathParametersMax) {
      refuse("a path has at most " + std::to_string(kPathParametersMax) + " parameters");
    }
  }

  void checkLiteral(std::string_view text) const {
    const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '.' || c == '_' || c == '-' || c == '~';
    });
    if (!plain) refuse("'" + std::string(text) + "' has other characters than A-Z a-z 0-9 . _ - ~");
  }

  void checkSchema(const std::string& what, const std::string& text) const {
    if (text.empty()) return;
    boost::json::error_code problem;
    const auto schema = boost::json::parse(text, problem);
    if (problem) refuse(what + " is not JSON (" + problem.message() + ")");
    if (!schema.is_object() && !schema.is_bool()) refuse(what + " is no JSON Schema object");
  }

  std::string_view owner_;
  const Route& route_;
  std::vector<std::string> names_;
};

}  // namespace

std::vector<std::string> checkRoute(std::string_view owner, const Route& route) {
  return RouteCheck(owner, route).run();
}

std::string operationKey(const Route& route) {
  std::string key = std::string(methodName(route.method)) + " ";
  bool in_name = false;
  for (const char c : route.path) {
    if (c == '}') in_name = false;
    if (!in_name) key += c;
    if (c == '{') in_name = true;
  }
  return key;
}

}  // namespace itops::http
