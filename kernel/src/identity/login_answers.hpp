#pragma once

#include <chrono>
#include <string_view>

#include "http/problem.hpp"

namespace itops::identity {

/// 429 to somebody who failed too often. [any]
inline Response lockedResponse(std::string_view request_id, std::chrono::seconds wait) {
  http::Problem problem{429, "login_locked",
                        "Too many logins failed: try again after Retry-After seconds."};
  problem.retry_after = wait;
  return http::problemResponse(problem, request_id);
}

/// 503 where the threads that check passwords have enough to do. [any]
inline Response busyResponse(std::string_view request_id) {
  return http::problemResponse(
      {503, "login_busy", "Too many logins are under way: try again after Retry-After seconds."},
      request_id);
}

}  // namespace itops::identity
