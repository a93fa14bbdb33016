#include "note_rules.hpp"

#include "itops/error.hpp"
#include "itops/text.hpp"

namespace my_plugin {

using itops::Error;
using itops::ErrorKind;

std::string checkedText(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == text.npos) {
    throw Error(ErrorKind::kInvalid, "note_text", "The note is empty; send its text as the body.");
  }
  text = text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
  if (!itops::isUtf8(text)) {
    throw Error(ErrorKind::kInvalid, "note_text",
                "The note is no UTF-8; send it in that encoding.");
  }
  if (text.size() > kTextBytesMax) {
    throw Error(ErrorKind::kInvalid, "note_text",
                "The note has " + std::to_string(text.size()) + " bytes; at most " +
                    std::to_string(kTextBytesMax) + " are kept. Shorten it.");
  }
  return std::string(text);
}

bool isOutage(const itops::ServiceStatusChanged& event) {
  return event.status == itops::Status::kDown && event.previous_status != itops::Status::kDown;
}

std::string outageText(const itops::ServiceStatusChanged& event) {
  return event.message.empty() ? "The service went down."
                               : "The service went down: " + event.message;
}

}  // namespace my_plugin
