#include "storage_report.hpp"

#include <algorithm>

namespace itops::storage {
namespace {

constexpr std::size_t kMountPathBytesMax = 1024;
constexpr std::size_t kStorageTypeBytesMax = 64;
constexpr std::string_view kClamped = "storage.clamped";

/// What the fields say, before anything follows from it.
struct Given {
  std::optional<std::int64_t> allocated_bytes;
  std::optional<std::int64_t> used_bytes;
  std::optional<double> free_percent;
};

void warnOfNegative(PushFields& fields, const char* name, std::optional<std::int64_t> bytes) {
  if (bytes.value_or(0) >= 0) return;
  fields.warn(kClamped, name,
              std::string(name) + " is " + std::to_string(*bytes) +
                  " and was stored as 0. Send the number of bytes, 0 or more.");
}

void warnOfClamped(PushFields& fields, const Given& given) {
  warnOfNegative(fields, "allocatedBytes", given.allocated_bytes);
  warnOfNegative(fields, "usedBytes", given.used_bytes);
  const auto allocated = std::max<std::int64_t>(given.allocated_bytes.value_or(0), 0);
  if (given.allocated_bytes && given.used_bytes.value_or(0) > allocated) {
    fields.warn(kClamped, "usedBytes",
                "usedBytes is " + std::to_string(*given.used_bytes) +
                    " and was stored as allocatedBytes, " + std::to_string(allocated) +
                    ". More than everything can't be used; check the units of both.");
  }
  const double percent = given.free_percent.value_or(0);
  if (percent >= 0 && percent <= 100) return;
  fields.warn(kClamped, "freePercent",
              "freePercent is " + percentText(percent) + " and was stored as " +
                  (percent < 0 ? "0" : "100") + ". Send a number from 0 to 100.");
}

std::string mountPathFrom(PushFields& fields) {
  std::string path = fields.text("mountPath", kMountPathBytesMax).value_or("");
  while (path.size() > 1 && path.back() == '/') path.pop_back();
  return path;
}

}  // namespace

StorageReport readReport(PushFields& fields) {
  const Given given{fields.integer("allocatedBytes"), fields.integer("usedBytes"),
                    fields.number("freePercent")};
  StorageReport report;
  report.storage_type = fields.text("storageType", kStorageTypeBytesMax);
  report.mount_path = mountPathFrom(fields);
  report.figures = figuresFrom(given.allocated_bytes, given.used_bytes, given.free_percent);
  warnOfClamped(fields, given);
  if (!report.figures) {
    fields.warn("storage.no_figures", "freePercent",
                "The push has no figures: neither freePercent nor allocatedBytes above 0 together "
                "with usedBytes. What is known stays; where nothing is, 100 % free is assumed.");
  }
  return report;
}

}  // namespace itops::storage
