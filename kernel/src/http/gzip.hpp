#pragma once

#include <string_view>

#include "itops/router.hpp"

namespace itops::http {

/// True when an Accept-Encoding header prefers gzip to the plain body, by its q-values: named or
/// by `*`, not refused with q=0, and not ranked behind `identity`. [any]
bool prefersGzip(std::string_view accept_encoding);

/// Compresses the body of an answer when that is worth while: at least 1 KiB of text, JSON or CSV,
/// not encoded yet, and asked for by the request. Costs some 10 ms for each MiB, so it is for
/// worker threads. Says `Vary: Accept-Encoding` also where only the request did not want it. [any]
/// @param accept_encoding empty without such a header
void compressIfWanted(Response& response, std::string_view accept_encoding);

}  // namespace itops::http
