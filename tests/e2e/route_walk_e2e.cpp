// Every registered route, by anonymous callers, each built-in group and each scope, beside what
// docs/security.md promises.

#include <gmock/gmock.h>

#include <fstream>
#include <map>
#include <sstream>

#include "e2e/person.hpp"
#include "e2e/shared_core.hpp"

namespace itops::test {
namespace {

constexpr const char* kNobody = "00000000-0000-4000-8000-00000000dead";

/// A line of the table of routes.
struct RouteLine {
  std::string method;
  std::string path;
  std::string permission;  ///< empty: open; `any`: any known caller
};

std::vector<std::string> cellsOf(const std::string& line) {
  std::vector<std::string> cells;
  for (std::size_t from = 2; from < line.size();) {
    const auto end = line.find(" |", from);
    if (end == std::string::npos) break;
    cells.push_back(line.substr(from, end - from));
    from = end + 3;
  }
  return cells;
}

std::string between(const std::string& text, char quote) {
  const auto first = text.find(quote);
  if (first == std::string::npos) return {};
  return text.substr(first + 1, text.find(quote, first + 1) - first - 1);
}

/// The document as it was reviewed.
class Document {
 public:
  Document() {
    const auto text =
        runProgram({"/bin/sh", "-c", "exec " + itopsProgram() + " --access-reference 2>/dev/null"})
            .output;
    std::istringstream lines(text);
    bool in_routes = false;
    for (std::string line; std::getline(lines, line);) {
      in_routes = in_routes || line == "## Routes";
      if (line.starts_with("| `")) in_routes ? addRoute(line) : addPermission(line);
    }
  }

  std::vector<RouteLine> routes;
  /// Which of users, operators, trust admins and admins hold a permission.
  std::map<std::string, std::vector<bool>> permissions;

 private:
  void addRoute(const std::string& line) {
    const auto cells = cellsOf(line);
    const auto operation = between(cells.at(0), '`');
    const auto space = operation.find(' ');
    std::string permission = between(cells.at(1), '`');
    if (cells.at(1) == "any known caller") permission = "any";
    routes.push_back({operation.substr(0, space), operation.substr(space + 1), permission});
  }
  void addPermission(const std::string& line) {
    std::vector<bool> held;
    std::string rest = line.substr(line.find("` |") + 3);
    for (int column = 0; column < 4; ++column) {
      const auto end = rest.find('|');
      held.push_back(rest.substr(0, end).find("yes") != std::string::npos);
      rest = rest.substr(end + 1);
    }
    permissions[between(line, '`')] = held;
  }
};

class RouteWalk : public SharedCore {
 protected:
  /// A path with something in the place of each parameter that is nowhere stored.
  static std::string concrete(const std::string& path) {
    std::string out;
    for (std::size_t at = 0; at < path.size(); ++at) {
      if (path[at] != '{') {
        out += path[at];
        continue;
      }
      out += kNobody;
      at = path.find('}', at);
    }
    return out;
  }

  /// Status and code of what a caller gets. Only the head of a stream is waited for.
  static std::pair<int, std::string> ask(const RouteLine& route,
                                         const HttpClient::Headers& caller) {
    HttpClient client(core().port());
    client.send(HttpClient::format(route.method, concrete(route.path), caller));
    const auto head = client.readHead();
    if (head.status < 400 || head.header("content-length").empty()) return {head.status, {}};
    HttpClient again(core().port());
    const auto whole = again.request(route.method, concrete(route.path), caller);
    json::error_code error;
    const auto body = json::parse(whole.body, error);
    return {whole.status, error || !body.is_object() || !body.as_object().contains("code")
                              ? std::string()
                              : textOf(body.at("code"))};
  }
  static bool isRefused(const RouteLine& route, const HttpClient::Headers& caller) {
    const auto [status, code] = ask(route, caller);
    EXPECT_NE(status, 401) << route.method << " " << route.path;
    return status == 403 && code == "forbidden";
  }
  static HttpClient::Headers bearer(const std::string& token) {
    return {{"Authorization", "Bearer " + token}};
  }
  /// The token of somebody in one built-in group.
  std::string memberOf(const PersonClient& admin, int number) {
    const std::string name = "member-" + std::to_string(number);
    const auto account = admin.post("/api/v1/accounts", {{"name", name}, {"password", kPassword}});
    const std::string group = "1705ad00-0000-4000-8000-00000000000" + std::to_string(number);
    EXPECT_EQ(
        admin.call("PUT", "/api/v1/groups/" + group + "/members/" + account.text("id")).status,
        204);
    return logIn(core().port(), name, kPassword).text("accessToken");
  }
  std::string keyFor(const PersonClient& admin, const std::string& name,
                     const json::array& scopes) {
    const auto made = admin.post("/api/v1/api-keys", {{"name", name}, {"scopes", scopes}});
    EXPECT_EQ(made.status, 201) << made.raw.body;
    return made.text("key");
  }

  const Document document;
};

TEST_F(RouteWalk, FindsEveryRouteOfTheInterfaceInTheDocument) {
  const auto openapi = api.get("/openapi.json");
  std::size_t operations = 0;
  for (const auto& [path, item] : openapi.body.at("paths").as_object()) {
    operations += item.as_object().size();
  }
  EXPECT_EQ(document.routes.size(), operations);
  EXPECT_GT(operations, 40U);
}

// REPO-43: providers are read, and written by Git alone.
// Slow: walks over every route.
TEST_F(RouteWalk, FindsNoRouteThatWritesProviders) {
  int readers = 0;
  for (const auto& route : document.routes) {
    if (!route.path.starts_with("/api/v1/auth/providers") &&
        !route.path.starts_with("/api/v1/auth/reconcile")) {
      continue;
    }
    EXPECT_EQ(route.method, "GET") << route.path;
    ++readers;
  }
  EXPECT_EQ(readers, 2);
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
    EXPECT_EQ(adminAt(core()).call(method, "/api/v1/auth/providers").status, 405) << method;
  }
}

TEST_F(RouteWalk, RefusesAnonymousCallersAllButTheOpenRoutes) {
  for (const auto& route : document.routes) {
    const auto [status, code] = ask(route, {});
    if (route.permission.empty()) {
      EXPECT_TRUE(code != "unauthenticated" && status != 403) << route.path << " " << status;
    } else {
      EXPECT_EQ(status, 401) << route.method << " " << route.path;
    }
  }
}

// Slow: walks over every route as every kind of caller.
TEST_F(RouteWalk, GivesEachBuiltInGroupWhatTheDocumentSays) {
  const auto admin = adminAt(core());
  // By id: admins, trust admins, operators, users; the document's columns run the other way.
  const std::map<int, int> columns{{1, 3}, {2, 2}, {3, 1}, {4, 0}};
  for (const auto& [number, column] : columns) {
    const auto caller = bearer(memberOf(admin, number));
    for (const auto& route : document.routes) {
      if (route.permission.empty()) continue;
      const bool held =
          route.permission == "any" ||
          document.permissions.at(route.permission).at(static_cast<std::size_t>(column));
      EXPECT_EQ(isRefused(route, caller), !held)
          << "group " << number << ": " << route.method << " " << route.path;
    }
  }
}

TEST_F(RouteWalk, GivesEachScopeItsRoutesAndNoOthers) {
  const auto admin = adminAt(core());
  std::map<std::string, std::pair<std::string, std::string>> keys;
  for (const auto& [permission, held] : document.permissions) {
    json::array others;
    for (const auto& [other, unused] : document.permissions) {
      if (other != permission) others.emplace_back(other);
    }
    keys[permission] = {keyFor(admin, "only " + permission, {json::value(permission)}),
                        keyFor(admin, "without " + permission, others)};
  }
  for (const auto& route : document.routes) {
    if (route.permission.empty() || route.permission == "any") continue;
    const auto& [only, without] = keys.at(route.permission);
    EXPECT_FALSE(isRefused(route, {{"X-API-Key", only}})) << route.method << " " << route.path;
    EXPECT_TRUE(isRefused(route, {{"X-API-Key", without}})) << route.method << " " << route.path;
  }
}

}  // namespace
}  // namespace itops::test
