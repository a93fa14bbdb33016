#include "outbound/curl_handle.hpp"

#include <mutex>
#include <new>

namespace itops::outbound {

CurlHandle newCurlHandle() {
  static std::once_flag once;
  std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
  CurlHandle handle(curl_easy_init());
  if (handle == nullptr) throw std::bad_alloc();
  return handle;
}

}  // namespace itops::outbound
