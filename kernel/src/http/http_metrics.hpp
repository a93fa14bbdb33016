#pragma once

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <prometheus/counter.h>
#include <prometheus/family.h>
#include <prometheus/gauge.h>
#include <prometheus/histogram.h>

#include "http/route_table.hpp"
#include "metrics/metrics_registry.hpp"

namespace itops::http {

/// The front end's own figures. Series of a route are made at start, so counting a request is a few
/// atomic additions. Event loop's thread only.
class HttpMetrics {
 public:
  HttpMetrics(MetricsRegistry& metrics, const RouteTable& routes);

  /// @param route null when none was found; those share the label `unmatched`
  void answered(const RegisteredRoute* route, int status, double seconds);
  /// The front end refused something itself; `reason` is the problem's code.
  void refused(std::string_view reason);
  void connectionOpened();
  void connectionClosed();
  /// An answer whose client had gone.
  void answerDropped();
  void streamOpened();
  void streamClosed();
  void received(std::size_t bytes);
  void sent(std::size_t bytes);

 private:
  struct Series {
    std::array<prometheus::Counter*, 4> by_class{};
    prometheus::Histogram* seconds = nullptr;
  };
  Series seriesOf(const std::string& method, const std::string& path);

  prometheus::Family<prometheus::Counter>& requests_;
  prometheus::Family<prometheus::Histogram>& durations_;
  prometheus::Family<prometheus::Counter>& refusals_;
  std::vector<Series> routes_;
  Series unmatched_;
  std::map<std::string, prometheus::Counter*, std::less<>> refusal_counters_;
  prometheus::Gauge& connections_open_;
  prometheus::Counter& connections_;
  prometheus::Counter& dropped_;
  prometheus::Gauge& streams_open_;
  prometheus::Counter& streams_;
  prometheus::Counter& received_bytes_;
  prometheus::Counter& sent_bytes_;
};

}  // namespace itops::http
