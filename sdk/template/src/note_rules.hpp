#pragma once

#include <string>
#include <string_view>

#include "itops/events/service_status_changed.hpp"

/// Rules without I/O: the part that is tested in microseconds.
namespace my_plugin {

inline constexpr std::size_t kTextBytesMax = 4000;

/// The text without blanks around it. Throws Error(kInvalid, "note_text") when nothing is left, it
/// is no UTF-8, or it has more than kTextBytesMax bytes.
std::string checkedText(std::string_view text);

/// True when a note is left by itself.
bool isOutage(const itops::ServiceStatusChanged& event);

/// What that note says.
std::string outageText(const itops::ServiceStatusChanged& event);

}  // namespace my_plugin
