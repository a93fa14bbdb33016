// Whatever is parsed from a repaired body is clean, and the repair breaks no JSON.

#include <boost/json.hpp>

#include "finding.hpp"
#include "http/text_repair.hpp"

namespace {

namespace json = boost::json;

std::optional<json::value> parsed(std::string_view text) {
  json::error_code error;
  json::value value = json::parse(text, error);
  // All that routes take.
  if (error || !(value.is_object() || value.is_array())) return std::nullopt;
  return value;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using itops::fuzz::require;
  using itops::http::repairedBody;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto repaired = repairedBody(body);
  const auto before = parsed(body);
  const auto after = parsed(repaired ? std::string_view(*repaired) : body);
  require(after || !before, "the repair broke the JSON");
  if (after) require(!repairedBody(json::serialize(*after)), "what was parsed isn't clean");
  return 0;
}
