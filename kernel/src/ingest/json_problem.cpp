#include "ingest/json_problem.hpp"

#include <algorithm>

#include "itops/error.hpp"

namespace itops::ingest {

void throwBrokenJson(std::string_view body, std::size_t offset, const std::string& problem) {
  const auto before = body.substr(0, std::min(offset, body.size()));
  const auto line = 1 + std::count(before.begin(), before.end(), '\n');
  const auto line_start = before.rfind('\n');
  const auto column =
      1 + before.size() - (line_start == std::string_view::npos ? 0 : line_start + 1);
  throw Error(ErrorKind::kInvalid, "json_invalid",
              "The body is not valid JSON: " + problem + " at line " + std::to_string(line) +
                  ", column " + std::to_string(column) +
                  ". Send one JSON object in UTF-8, nested at most " +
                  std::to_string(kJsonDepthMax) + " deep.");
}

void throwNoObject(const std::string& example) {
  throw Error(ErrorKind::kInvalid, "json_not_object",
              "The body must be one JSON object, such as " + example + ".");
}

}  // namespace itops::ingest
