#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "itops/registry.hpp"

namespace itops::test {

/// A catalog with the services that a test put in. One thread at a time.
class FakeRegistry final : public Registry {
 public:
  /// Adds a service with the next id, 1 for the first, and a new UUID. Tests on TestDatabase whose
  /// tables refer to `kernel.service` insert the row there and add it here with the same values.
  ServiceRef add(std::string path);
  void add(ServiceRef service) { services_.push_back(std::move(service)); }

  std::optional<ServiceRef> findByPath(std::string_view path) override;
  std::optional<ServiceRef> findById(const Uuid& id) override;

 private:
  std::vector<ServiceRef> services_;
};

}  // namespace itops::test
