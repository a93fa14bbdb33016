#pragma once

#include <curl/curl.h>

#include <memory>

namespace itops::outbound {

/// Gives back what libcurl lent.
struct CurlCleanup {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

using CurlHandle = std::unique_ptr<CURL, CurlCleanup>;
using CurlList = std::unique_ptr<curl_slist, CurlCleanup>;

/// A handle for one call. The first one prepares libcurl for this process. [any]
CurlHandle newCurlHandle();

}  // namespace itops::outbound
