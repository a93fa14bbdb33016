#pragma once

#include <random>
#include <string>

#include "itops/router.hpp"
#include "itops/testing/request.hpp"

namespace itops::validator {

/// A request that nobody thought of, from a caller who may do everything.
struct RandomRequest {
  std::string description;  ///< such as `GET /api/v1/things/x with limit=-1`
  test::RequestBuilder builder;
};

/// The route's path with `x` for each parameter, no query, no body.
RandomRequest emptyRequest(const Route& route);

/// Awkward values for path, documented query parameters and body.
RandomRequest randomRequest(const Route& route, std::mt19937& random);

}  // namespace itops::validator
