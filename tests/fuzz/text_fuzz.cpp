// The repair of a body gives clean text, finds nothing more to repair in it, and breaks no JSON.

#include <boost/json.hpp>

#include "finding.hpp"
#include "http/text_repair.hpp"
#include "itops/text.hpp"

namespace {

bool isJson(std::string_view text) {
  boost::json::error_code error;
  const auto value = boost::json::parse(text, error);
  return !error;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using itops::fuzz::require;
  const std::string_view body(reinterpret_cast<const char*>(data), size);
  const auto repaired = itops::http::repairedBody(body);
  if (!repaired) return 0;
  require(!itops::cleanedText(*repaired), "the repaired text isn't clean");
  require(!itops::http::repairedBody(*repaired), "a second repair changes the text");
  if (isJson(body)) require(isJson(*repaired), "the repair broke the JSON");
  return 0;
}
