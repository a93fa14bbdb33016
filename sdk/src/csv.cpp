#include "itops/csv.hpp"

#include <utility>

namespace itops {

CsvLine& CsvLine::add(std::string_view text) {
  if (!line_.empty()) line_ += ',';
  line_ += '"';
  if (!text.empty() && std::string_view("=+-@\t\r").find(text.front()) != std::string_view::npos) {
    line_ += '\'';
  }
  for (const char c : text) {
    if (c == '"') line_ += '"';
    line_ += c;
  }
  line_ += '"';
  return *this;
}

CsvLine& CsvLine::add(std::int64_t number) {
  if (!line_.empty()) line_ += ',';
  line_ += std::to_string(number);
  return *this;
}

std::string CsvLine::take() {
  return std::exchange(line_, {}) + "\r\n";
}

}  // namespace itops
