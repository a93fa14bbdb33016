#include "http/route_tree.hpp"

#include "http/method.hpp"
#include "http/percent.hpp"

namespace itops::http {

struct RouteTree::Node {
  std::map<std::string, std::unique_ptr<Node>, std::less<>> literals;
  std::unique_ptr<Node> parameter;
  std::unique_ptr<PathEntry> entry;
};

namespace {

// Takes the segment behind the leading slash off `rest`.
std::string_view takeSegment(std::string_view& rest) {
  const auto end = rest.find('/', 1);
  const auto segment = rest.substr(1, end == rest.npos ? end : end - 1);
  rest.remove_prefix(segment.size() + 1);
  return segment;
}

std::string allowOf(const PathEntry& entry) {
  std::string allow;
  for (std::size_t i = 0; i < kMethodCount; ++i) {
    if (entry.by_method[i] == nullptr) continue;
    const auto method = static_cast<Method>(i);
    allow += std::string(methodName(method)) + ", ";
    if (method == Method::kGet) allow += "HEAD, ";
  }
  return allow + "OPTIONS";
}

}  // namespace

RouteTree::RouteTree() : root_(std::make_unique<Node>()) {}
RouteTree::~RouteTree() = default;

void RouteTree::clear() {
  literal_.clear();
  root_ = std::make_unique<Node>();
}

void RouteTree::add(const RegisteredRoute& route) {
  PathEntry& entry = entryAt(route.route.path);
  entry.by_method[static_cast<std::size_t>(route.route.method)] = &route;
  entry.allow = allowOf(entry);
  if (route.parameter_names.empty()) literal_[route.route.path] = &entry;
}

PathEntry& RouteTree::entryAt(std::string_view path) {
  Node* node = root_.get();
  while (!path.empty()) {
    const auto segment = takeSegment(path);
    auto& next = segment.starts_with('{') ? node->parameter : node->literals[std::string(segment)];
    if (!next) next = std::make_unique<Node>();
    node = next.get();
  }
  if (!node->entry) node->entry = std::make_unique<PathEntry>();
  return *node->entry;
}

const PathEntry* RouteTree::find(std::string_view raw_path, PathCaptures& captures) const {
  captures.count = 0;
  if (const auto found = literal_.find(raw_path); found != literal_.end()) return found->second;
  if (!raw_path.starts_with('/')) return nullptr;
  return walk(*root_, raw_path, captures);
}

const PathEntry* RouteTree::walk(const Node& node, std::string_view rest,
                                 PathCaptures& captures) const {
  if (rest.empty()) return node.entry.get();
  const auto segment = takeSegment(rest);
  const bool encoded = segment.find('%') != segment.npos;
  const auto literal =
      encoded ? node.literals.find(percentDecode(segment)) : node.literals.find(segment);
  if (literal != node.literals.end()) {
    if (const auto* entry = walk(*literal->second, rest, captures)) return entry;
  }
  return walkParameter(node, segment, rest, captures);
}

const PathEntry* RouteTree::walkParameter(const Node& node, std::string_view segment,
                                          std::string_view rest, PathCaptures& captures) const {
  if (!node.parameter || segment.empty()) return nullptr;
  captures.values[captures.count++] = segment;
  const auto* entry = walk(*node.parameter, rest, captures);
  if (entry == nullptr) --captures.count;
  return entry;
}

}  // namespace itops::http
