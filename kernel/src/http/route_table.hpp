#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/gate_list.hpp"
#include "http/route_tree.hpp"
#include "itops/router.hpp"

namespace itops::http {

/// Query parameter with which a stream is opened in place of a key.
inline constexpr std::string_view kTicketParameter = "ticket";

/// What a method and a path lead to. Views point into the path given to `match` and into the table.
struct RouteMatch {
  enum class Kind {
    kHandler,           ///< `route` is to be called
    kOptions,           ///< an OPTIONS request for a known path; answer with `allow`
    kMethodNotAllowed,  ///< the path is known, the method isn't; answer with `allow`
    kNotFound,
    kPluginDisabled,  ///< `plugin_id` owns the path and is switched off
  };

  Kind kind = Kind::kNotFound;
  const RegisteredRoute* route = nullptr;
  std::string_view allow = {};      ///< value of the Allow header
  std::string_view plugin_id = {};  ///< with kPluginDisabled
  PathCaptures captures = {};       ///< raw segments in the order of the route's parameter names
};

/// All operations of the process, by whom they were registered.
///
/// Registration ([main]) ends with `freeze()`; from then on `match` may be called from [any] thread
/// without locks, and only gates change.
class RouteTable {
 public:
  RouteTable();
  ~RouteTable();

  /// Registers a route. Throws Error(kConflict, "route_duplicate") naming method, path and both
  /// owners when the operation is taken (parameter names don't tell paths apart), and
  /// Error(kInvalid, "route_invalid") for a malformed path, schema text that isn't JSON, both or no
  /// handler, or a call after `freeze()`. [main]
  /// @param owner plugin id, or `kernel`
  void add(std::string_view owner, Route route);

  /// Registers a route that answers with a stream; it has no handler of its own. For the kernel.
  /// A request with the query parameter `ticket` passes without a key: browsers can't send headers
  /// with an EventSource. The handler must then redeem the ticket. Errors as of `add`. [main]
  void addStream(std::string_view owner, Route route, StreamHandler stream);

  /// Removes all routes of an owner, handlers included. Before `freeze()` or after the server has
  /// stopped. Nothing happens for an unknown owner. [main]
  void removeOwner(std::string_view owner);

  /// Ends registration and builds the lookup. Calling it again does nothing. [main]
  void freeze();

  /// Switches a plugin's paths off: its routes under the prefix, and unknown paths under it, answer
  /// 404 `plugin_disabled`. Other owners' routes there stay. The prefix `/` covers only `/` itself.
  /// [any], also while serving.
  void gate(std::string_view prefix, std::string_view plugin_id) {
    gates_.close(prefix, plugin_id);
  }

  /// Switches the paths on again; nothing happens when they were not gated. [any]
  void ungate(std::string_view prefix, std::string_view plugin_id) {
    gates_.open(prefix, plugin_id);
  }

  /// Finds the operation. HEAD finds the GET route. Only after `freeze()`. [any]
  /// @param method as the client wrote it, such as `GET`
  /// @param raw_path undecoded path without query
  RouteMatch match(std::string_view method, std::string_view raw_path) const;

  /// All routes in the order of path and method. Only after `freeze()`. [any]
  const std::vector<const RegisteredRoute*>& routes() const { return sorted_; }

 private:
  void insert(RegisteredRoute route);
  std::string_view closedGate(const PathEntry* entry, const RegisteredRoute* route,
                              std::string_view path) const;
  void index();

  bool frozen_ = false;
  std::vector<std::unique_ptr<RegisteredRoute>> routes_;
  std::unordered_map<std::string, const RegisteredRoute*> by_operation_;
  std::vector<const RegisteredRoute*> sorted_;
  RouteTree tree_;
  GateList gates_;
};

}  // namespace itops::http
