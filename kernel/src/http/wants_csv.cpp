#include "http/wants_csv.hpp"

namespace itops::http {

bool wantsCsv(const Request& request) {
  return request.header("Accept").value_or("").find("text/csv") != std::string_view::npos;
}

}  // namespace itops::http
