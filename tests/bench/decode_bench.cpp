// decode_bench [COUNT]: what decoding and normalising one documented push costs.
//
// Prints nanoseconds per push. For instructions, which don't move with the machine's load:
//   valgrind --tool=callgrind --toggle-collect='decodeMany*' build/release/out/decode_bench 10000

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include "ingest/health_report.hpp"

namespace {

using itops::ingest::decodeHealthReport;

constexpr std::string_view kPush =
    R"({"path":"bench/platform/prod/cluster17/service-4217","status":"OPERATIONAL",)"
    R"("message":"wsrep_cluster_size=3","criticality":"critical","slaGroup":"group-17",)"
    R"("serviceType":"database","tags":["database","baremetal"]})";

// Kept out of line, so that a profiler can be told to begin here.
[[gnu::noinline]] std::uint64_t decodeMany(int count) {
  const auto now = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
  std::uint64_t sum = 0;
  for (int i = 0; i < count; ++i) {
    sum += decodeHealthReport(kPush, now, {}).path_text.size();
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  constexpr int kCountUsual = 1'000'000;
  const int count = argc > 1 ? std::atoi(argv[1]) : kCountUsual;
  if (count <= 0) {
    std::fputs("usage: decode_bench [COUNT]\n", stderr);
    return EXIT_FAILURE;
  }
  const auto begun = std::chrono::steady_clock::now();
  const auto sum = decodeMany(count);
  const std::chrono::duration<double, std::nano> spent = std::chrono::steady_clock::now() - begun;
  std::printf("%d pushes of %zu bytes, %.0f ns each (%llu)\n", count, kPush.size(),
              spent.count() / count, static_cast<unsigned long long>(sum));
  return EXIT_SUCCESS;
}
