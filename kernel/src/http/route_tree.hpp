#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "http/stream.hpp"
#include "itops/router.hpp"

namespace itops::http {

inline constexpr std::size_t kMethodCount = 5;
inline constexpr std::size_t kPathParametersMax = 8;

/// A route with its owner, as the table keeps it.
struct RegisteredRoute {
  std::string owner;
  Route route;
  std::vector<std::string> parameter_names;  ///< in the order of the path
  std::size_t index = 0;                     ///< 0..n-1 in the order of path and method
  StreamHandler stream = nullptr;            ///< called in place of the route's own handlers
};

/// The operations of one path and the Allow header that lists them.
struct PathEntry {
  std::array<const RegisteredRoute*, kMethodCount> by_method{};
  std::string allow;
};

/// Segments of a path that stand where a route has parameters, still percent-encoded.
struct PathCaptures {
  std::array<std::string_view, kPathParametersMax> values{};
  std::size_t count = 0;
};

/// The lookup of paths: literal paths without percent signs by hash, all others segment by segment,
/// where a literal segment wins over a parameter. Built by one thread, then only read by [any].
class RouteTree {
 public:
  RouteTree();
  ~RouteTree();

  /// Adds a route whose path was checked; the route must outlive the tree's use.
  void add(const RegisteredRoute& route);
  /// Forgets everything.
  void clear();
  /// The entry of an undecoded path, with the captured segments; null when there is none.
  const PathEntry* find(std::string_view raw_path, PathCaptures& captures) const;

 private:
  struct Node;
  struct TextHash : std::hash<std::string_view> {
    using is_transparent = void;
  };

  PathEntry& entryAt(std::string_view path);
  const PathEntry* walk(const Node& node, std::string_view rest, PathCaptures& captures) const;
  const PathEntry* walkParameter(const Node& node, std::string_view segment, std::string_view rest,
                                 PathCaptures& captures) const;

  std::unique_ptr<Node> root_;
  std::unordered_map<std::string, const PathEntry*, TextHash, std::equal_to<>> literal_;
};

}  // namespace itops::http
