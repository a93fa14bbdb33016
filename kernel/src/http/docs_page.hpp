#pragma once

#include <string_view>

namespace itops::http {

/// The HTML of /docs, from docs_page.html: one style and one script element, nothing external.
std::string_view docsPage();

}  // namespace itops::http
