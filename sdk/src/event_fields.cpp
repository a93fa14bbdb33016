#include "itops/event_fields.hpp"

#include "itops/error.hpp"

namespace itops::event_fields {

void throwUnreadable(std::string_view name, std::string_view type) {
  throw Error(ErrorKind::kInternal, "event_field",
              "Member " + std::string(name) + " of a stored event doesn't read as " +
                  std::string(type) + "; was it published by another revision of its type?");
}

}  // namespace itops::event_fields
