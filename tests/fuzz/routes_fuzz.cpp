// A line `+PATH` registers a route, any other line asks for a path. What is found must fit.

#include <optional>
#include <string>

#include "finding.hpp"
#include "http/percent.hpp"
#include "http/route_table.hpp"
#include "http/target.hpp"
#include "itops/error.hpp"

namespace {

using namespace itops::http;
using itops::fuzz::require;

itops::Response nothing(const itops::Request&) {
  return {};
}

void addRoute(RouteTable& table, std::string_view path) {
  try {
    table.add("kernel", {.method = itops::Method::kGet,
                         .path = std::string(path),
                         .access = itops::Access::open(),
                         .doc = {.summary = "A route"},
                         .handler = nothing});
  } catch (const itops::Error& error) {
    const bool told =
        error.kind() == itops::ErrorKind::kInvalid || error.kind() == itops::ErrorKind::kConflict;
    require(told, "a bad route isn't the plugin's error");
  }
}

// The decoded path that the route and what it captured stand for.
std::string rebuilt(const RouteMatch& match) {
  std::string path;
  std::string_view pattern = match.route->route.path;
  for (std::size_t i = 0; i < match.captures.count; ++i) {
    path.append(pattern.substr(0, pattern.find('{')));
    path.append(percentDecode(match.captures.values[i]));
    pattern.remove_prefix(std::min(pattern.find('}') + 1, pattern.size()));
  }
  return path.append(pattern);
}

void ask(const RouteTable& table, std::string_view text) {
  Target target;
  if (splitTarget(text, target)) return;
  const auto match = table.match("GET", target.raw_path);
  if (match.kind != RouteMatch::Kind::kHandler) return;
  require(match.captures.count == match.route->parameter_names.size(), "captures are missing");
  require(rebuilt(match) == percentDecode(target.raw_path), "the route doesn't fit the path");
}

template <class Function>
void eachLine(std::string_view text, Function function) {
  while (!text.empty()) {
    const auto line = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(line.size() + 1, text.size()));
    function(line);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  RouteTable table;
  eachLine(text, [&](std::string_view line) {
    if (line.starts_with('+')) addRoute(table, line.substr(1));
  });
  table.freeze();
  eachLine(text, [&](std::string_view line) {
    if (!line.starts_with('+')) ask(table, line);
  });
  return 0;
}
