#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "itops/error.hpp"
#include "itops/router.hpp"

namespace itops::test {

/// The text as a JSON string with its quotes. [any]
std::string jsonString(std::string_view text);

/// A problem document with the members that the kernel's have. [any]
Response problemResponse(int status, std::string_view code, std::string_view detail,
                         std::string_view request_id, const std::vector<FieldError>& fields = {});

}  // namespace itops::test
