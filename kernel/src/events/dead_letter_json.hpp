#pragma once

#include <boost/json.hpp>

#include "events/dead_letter.hpp"

namespace itops::events {

/// Items of the API's lists. [any]
boost::json::object deadLetterJson(const DeadLetter& letter);
boost::json::object consumerJson(const ConsumerLag& lag, Timestamp now);

}  // namespace itops::events
