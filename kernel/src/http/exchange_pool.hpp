#pragma once

#include <memory>
#include <utility>
#include <vector>

#include "http/exchange.hpp"

namespace itops::http {

/// Exchanges to be used again, so that a request allocates nothing once the server is warm. Event
/// loop's thread only.
class ExchangePool {
 public:
  std::unique_ptr<Exchange> take() {
    if (kept_.empty()) return std::make_unique<Exchange>();
    auto exchange = std::move(kept_.back());
    kept_.pop_back();
    return exchange;
  }

  void give(std::unique_ptr<Exchange> exchange) {
    if (kept_.size() >= kKeptMax) return;
    exchange->reset();
    kept_.push_back(std::move(exchange));
  }

 private:
  static constexpr std::size_t kKeptMax = 512;
  std::vector<std::unique_ptr<Exchange>> kept_;
};

}  // namespace itops::http
